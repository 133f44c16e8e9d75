/** What `note-ids.ts` notes of a release. */

/** Ids of a folder's passages and custom ids of the buttons that stood under them. */
export interface NotedIds {
  readonly cited: readonly {
    readonly id: string;
    /** The passage's words, as they were quoted. */
    readonly text: string;
    /** Of the message that `/cite` posted. */
    readonly buttons: readonly string[];
  }[];
  readonly asked: readonly {
    readonly question: string;
    /** Of the answer. */
    readonly buttons: readonly string[];
  }[];
}
