/** sentencex 0.4.2 ships no types. */
declare module 'sentencex' {
  /**
   * Cuts `text` into sentences that are the text again when joined.
   * @param language a Wikipedia language code; unknown ones fall back on related ones, then English
   */
  const segment: (language: string, text: string) => string[];
  // biome-ignore lint/style/noDefaultExport: that is how the package exports it.
  export default segment;
}
