/**
 * What Footnote refuses, leaves out and remarks on, as keys and facts. Whoever notices something
 * states it; the edges (Discord, command line, playground, log) say it in their reader's language.
 *
 * No fact is a sentence: facts are numbers, ISO dates, names, ids, file names, addresses, and
 * statements in their turn. Where a plural form depends on a number, that number is called `n`.
 */

/** A key that has nothing to tell beside itself. */
type None = Readonly<Record<never, never>>;

/** What a statement tells: strings are foreign text (names, titles, ids) and escaped by the edges. */
export type Fact = number | string | Statement | readonly Fact[];

/** Refusals: what ends some work, and is told to whoever asked for it. */
export interface RefusalFacts {
  /** `name` of a variable of the environment. */
  badSetting: { readonly name: string; readonly reason: Reason };
  badModelName: { readonly bundled: string };
  modelUnavailable: { readonly model: string; readonly reason: Reason };
  /** `n` minutes without it. */
  modelAway: { readonly model: string; readonly n: number };
  embedderClosed: None;
  embedderStopped: None;
  /** Files that wait already. */
  readingBusy: { readonly n: number };
  readingUnavailable: None;

  databaseAway: None;
  formTooLate: None;
  /** When a bot starts, or on the command line. `host` of its address. */
  databaseRefused: { readonly host: string; readonly reason: Reason };
  /** Versions, such as `14.2`. */
  databaseTooOld: { readonly found: string; readonly needed: string };
  vectorNotInstalled: { readonly needed: string };
  /** `sql` is what mends it. */
  vectorNotCreated: { readonly sql: string };
  vectorTooOld: { readonly found: string; readonly needed: string; readonly sql: string };
  /** Numbers of migrations: the newest in the database, and the newest that this release has. */
  databaseNewer: { readonly found: number; readonly known: number };
  /** A collection of the database. */
  writtenByNewer: { readonly version: string };
  /** `name` of a migration that was another one when it was done. */
  databaseOtherwise: { readonly name: string };
  /** Seconds. */
  migrationsBusy: { readonly n: number };
  migrationFailed: { readonly name: string; readonly reason: Reason };
  /** `lease` is its name. */
  leaseLost: { readonly lease: string };

  tokenMissing: None;
  tokenRefused: None;
  shardRefused: None;
  shardingRequired: None;
  gatewayVersionRefused: None;
  intentsInvalid: None;
  intentsDisallowed: None;
  notInServer: { readonly server: string };
  notDiscord: { readonly url: string };
  discordUnreachable: None;
  discordUnreachableAt: { readonly url: string };

  folderMissing: { readonly folder: string };
  folderClosed: { readonly folder: string; readonly reason: Reason };
  folderIsFile: { readonly folder: string };
  folderNotMade: { readonly folder: string };
  dataNotMoved: { readonly from: string; readonly to: string; readonly code: string };
  dataAmongArticles: None;
  alreadyRunning: { readonly folder: string };
  stateNotLocked: { readonly folder: string; readonly code: string };
  notRunning: { readonly folder: string };
  statusSilent: { readonly folder: string };
  notIndexed: { readonly file: string; readonly reason: Reason };
  savedFileUnusable: { readonly file: string };
  fileNotWritten: { readonly file: string };
  snapshotUnusable: { readonly reason: Reason };

  noArticles: None;
  readingStarts: None;
  /** Files. */
  reading: { readonly done: number; readonly total: number };
  /** Passages. */
  indexing: { readonly done: number; readonly total: number };
  quotesReading: None;
  takesLonger: None;
  restarting: None;

  /** What was written is links, emoji or mentions alone. */
  onlyNoise: None;
  /** Small talk; `examples` of what can be asked instead. */
  talkGreetings: { readonly examples: Reason };
  talkThanks: { readonly examples: Reason };
  talkReactions: { readonly examples: Reason };
  talkAboutBot: { readonly examples: Reason };
  questionTooShort: { readonly min: number };
  questionTooLong: { readonly max: number; readonly length: number };
  countRange: { readonly min: number; readonly max: number };
  /** `typed` is what somebody wrote. */
  badDate: { readonly typed: string };
  datesCrossed: { readonly since: string; readonly until: string };
  unknownPublisher: { readonly publisher: string };
  unknownArticle: { readonly article: string };
  noSuchArticle: None;
  articleGone: None;
  citeUnknown: None;
  /** A link to a passage was asked for at the command line. */
  noLink: None;
  /** `id` of a citation. */
  notVerbatim: { readonly id: string; readonly file: string };
  sourceChanged: None;
  /** `at` in milliseconds since 1970. */
  sourceChangedOn: { readonly at: number };
  /** Of a quote as a picture: what has no glyph, each as people see it. */
  cardGlyphs: { readonly characters: readonly string[] };
  cardTooLong: None;
  cardNoFiles: None;
  cardAway: None;
  quoteNowhere: None;
  quoteTooLong: { readonly max: number; readonly length: number };
  noSentence: None;
  nothingToVerify: None;
  verifyNothing: None;
  findNothing: None;
  findNone: None;

  serverOnly: None;
  homeOnly: None;
  addedOnly: None;
  manageServerOnly: None;
  /** `server` is an id. */
  managersElsewhere: { readonly server: string };
  noOwnArticles: None;
  titleNotTyped: { readonly title: string };
  operatorDeletes: None;
  notYoursToRemove: None;
  unavailable: None;
  gapsNone: None;
  gapGone: None;
  answersNotWritten: { readonly reason: Reason };
  answersBroken: { readonly line: number; readonly reason: Reason };
  tooManyPins: { readonly n: number };
  noSuchPin: None;
  pinInFolder: None;
  pinDraftGone: None;
  pinSaysNothing: None;
  pinElsewhere: None;
  pinNoPassage: None;
  oldButton: None;
  unknownCommand: None;
  notConfirmed: None;
  /** Questions that one may wait for. */
  waitsEnough: { readonly max: number };
  /** Servers that one may choose. */
  chosenEnough: { readonly max: number };
  /** Seconds to wait. */
  slowDown: { readonly n: number };

  addOneSource: None;
  addNotFromDiscord: None;
  /** Bytes. */
  addTooLarge: { readonly max: number };
  addFetchFailed: None;
  notAdded: { readonly name: string; readonly reason: Reason };
  /** Where the name has no character that could be shown. */
  namelessNotAdded: { readonly reason: Reason };
  /** A message without words. */
  keepNothing: None;
  notWaiting: None;
  /** Articles of one file. */
  severalNotChosen: { readonly n: number };
  changedMeanwhile: None;
  nothingLeft: None;
  choicesNotKept: None;
  /** `value` is what somebody typed. */
  notExpected: { readonly value: string; readonly expected: Reason };
  /** `max` is the number of the last. */
  noSuchLine: { readonly line: number; readonly max: number };
  /** Articles, and bytes of all of them. */
  tooMuchWaiting: { readonly n: number; readonly max: number };
  tooMuchWaitingOfYours: { readonly n: number };
  articleNotWritten: None;
  noSuchFile: { readonly file: string };
  severalArticles: { readonly file: string; readonly n: number };
  notRemoved: { readonly file: string };
  removedInFolder: { readonly file: string };
  readInPlace: { readonly file: string };
  notRestorable: None;
  restoreThere: { readonly title: string; readonly file: string };
  notRestored: { readonly file: string };
  nothingRemoved: None;
  /** `article` is what somebody wrote. */
  unknownRemoved: { readonly article: string };
  notAmongRemoved: { readonly file: string };

  noAddress: None;
  addressNotHttp: None;
  addressWithPassword: None;
  addressNotPublic: None;
  machineNotPublic: None;
  leadsInside: None;
  portNotWeb: { readonly port: number };
  pageMissing: { readonly host: string };
  pageForbidden: { readonly host: string; readonly status: number };
  pageNotSent: { readonly host: string; readonly status: number };
  redirectNowhere: { readonly host: string };
  redirectInsecure: { readonly host: string };
  /** Redirects that are followed. */
  tooManyRedirects: { readonly n: number };
  /** `type` is a media type. */
  /** `type` is a media type; `endings` of what can be added. */
  foreignContent: { readonly type: string; readonly endings: readonly string[] };
  /** Seconds. */
  pageTooSlow: { readonly n: number };
  fetchStopped: None;
  noSite: { readonly host: string };
  noConnection: { readonly host: string };
  badCertificate: { readonly host: string };
  pageDamaged: { readonly host: string };
  connectionBroke: { readonly host: string };
  /** Bytes. */
  pageTooLong: { readonly max: number };
  unknownCompression: None;

  noSuchSource: { readonly name: string };
  noSources: None;
  /** `name` of the source that has the address. */
  sourceThere: { readonly name: string };
  sourceNameTaken: { readonly name: string };
  /** Characters. */
  badSourceName: { readonly max: number };
  tooManySources: { readonly n: number };

  /** What may be, and what is, of a collection; bytes of its articles' files. */
  quotaArticles: { readonly max: number; readonly use: number };
  quotaPassages: { readonly max: number; readonly use: number };
  quotaBytes: { readonly max: number; readonly use: number };
  quotaSources: { readonly max: number; readonly use: number };
  quotaWaiting: { readonly max: number };
  /** Questions a minute, and seconds until the next one. */
  quotaQuestions: { readonly max: number; readonly n: number };
  /** Where a link leads out, or the folder is somebody else's. */
  collectionNotMade: { readonly reason: Reason };
  collectionNotWritten: { readonly reason: Reason };
  collectionBroken: { readonly line: number; readonly reason: Reason };
  collectionUnconfirmed: { readonly name: string };
  collectionNotDeleted: { readonly name: string; readonly reason: Reason };
  defaultNotDeleted: None;
  noSuchCollection: { readonly name: string };
  botHasCollections: None;
  collectionInFolder: { readonly name: string };
  exportThere: { readonly file: string };
  /** Sessions or leases of others. */
  moveBusy: { readonly count: number };
  moveTargetUsed: { readonly place: string };
  moveFileDiffers: { readonly file: string; readonly folder: string };
  moveFilesMissing: { readonly count: number; readonly file: string; readonly folder: string };
  moveFilesMore: { readonly count: number; readonly file: string; readonly folder: string };
  /** `name` is the collection, `what` a file or a kind of them. */
  moveDiffers: { readonly name: string; readonly what: string };

  sourceFolderMissing: { readonly name: string; readonly folder: string };
  sourceInFile: { readonly name: string };
  sourceOnMachine: { readonly name: string };
  sourcesNotWritten: { readonly reason: Reason };
  sourcesBroken: { readonly line: number; readonly reason: Reason };
  previewGone: None;
  notASource: { readonly host: string; readonly reason: Reason };
  robotsForbid: { readonly host: string };
  robotsSilent: { readonly host: string };
  /** Minutes. */
  siteAsksToWait: { readonly host: string; readonly n: number };
  pageGoneForGood: { readonly host: string };
  fetchedNotWritten: { readonly folder: string; readonly reason: Reason };
  botLooksItself: None;
  announceElsewhere: None;
  announceUnseen: None;
  sourceUnconfirmed: { readonly name: string };
  /** `field` of the command line. */
  badSourceFlag: { readonly field: string; readonly value: string; readonly expected: Reason };

  fileUnreadable: { readonly file: string };
  /** A device, a pipe or a socket. */
  noPlainFile: { readonly file: string };
  draftNotText: { readonly file: string };
  /** Bytes. */
  draftTooLarge: { readonly file: string; readonly max: number };
  removalUnconfirmed: { readonly file: string };
  badGuildFlag: None;
  sharedMissing: { readonly folder: string };
  badDatasetLine: { readonly line: number; readonly file: string };
  setMissing: { readonly set: string };
  fileUnwritable: { readonly file: string };

  playgroundPortTaken: { readonly host: string; readonly port: number };
  playgroundNotListening: { readonly host: string; readonly port: number };
  healthPortTaken: { readonly host: string; readonly port: number };
  healthNotListening: { readonly host: string; readonly port: number };
  pagePortTaken: { readonly host: string; readonly port: number };
  pageNotListening: { readonly host: string; readonly port: number };
  standInNotListening: { readonly host: string; readonly port: number };
  pageNotBuilt: None;
  noSidePanel: None;
  passageGone: None;
  nothingAsked: None;
  malformedRequest: None;
  moderatorTokenMissing: None;
  moderatorTokenWrong: None;
  fileTooLarge: None;
  noResponse: None;
  messageUnseen: None;
  formUnseen: None;
  channelUnseen: None;
  noSuchPerson: None;
  noSuchCommand: { readonly name: string };
  noSuchSubcommand: { readonly command: string; readonly word: string };
  notPressable: None;
  noMenuHere: None;
  mayNotWrite: None;
  mayNotDelete: None;
  notDismissible: None;
  fieldWithoutType: None;
}

/** Reasons: parts of a refusal or a notice, each a phrase that has no file as its subject. */
export interface ReasonFacts {
  /** What can be asked, as example questions. */
  askTwo: { readonly first: string; readonly second: string };
  askOne: { readonly first: string };
  askAnything: None;
  empty: None;
  blank: None;
  /** Bytes. */
  tooLarge: { readonly size: number; readonly max: number };
  tooLargeToAdd: { readonly max: number };
  foreignFormat: { readonly format: Statement<FormatKey> };
  pdfDocument: None;
  zipArchive: None;
  pngImage: None;
  jpegImage: None;
  gifImage: None;
  gzipArchive: None;
  oldOffice: None;
  rtfDocument: None;
  rarArchive: None;
  sevenZip: None;
  binary: None;
  /** `endings` of names, such as `.md`. */
  notArticleFile: { readonly endings: readonly string[] };
  notAddable: { readonly endings: readonly string[] };
  /** What another program can save it as: `endings` of names. */
  saveAs: { readonly endings: readonly string[] };
  /** Names of sites. */
  severalOfOtherSites: { readonly claimed: string; readonly fetched: string };
  tooManyLines: { readonly max: number };
  tooManyRows: { readonly max: number };
  tooManyTags: None;
  /** Addresses of the pages in its frames, as they stand in it. */
  framesOnly: { readonly pages: readonly string[] };
  unparsable: None;
  noParagraph: None;
  draft: None;
  /** `pattern` of a `.footnoteignore`. */
  patternTooWild: { readonly pattern: string };

  noPermission: None;
  gone: None;
  linkLoop: None;
  isFolder: None;
  notFolder: None;
  isDevice: None;
  linkOutside: None;
  tooDeep: { readonly max: number };
  folderNameTaken: None;
  moreFilesThan: { readonly max: number };
  /** `code` of the operating system, such as `EIO`. */
  systemSays: { readonly code: string };
  systemSaysNothing: None;
  /** What a library or the system says in its own words, which nobody has translated. */
  foreignWords: { readonly said: string };

  /** Seconds. */
  readingTooSlow: { readonly n: number };
  readingTooBig: None;
  unreadable: None;
  encrypted: None;
  documentDamaged: None;
  zipTooMuch: None;
  pdfDamaged: None;
  pdfTooManyPages: { readonly n: number; readonly max: number };
  tooMuchText: None;
  pdfPagesDamaged: None;
  pdfOnlyPictures: None;

  notWritable: None;
  diskFull: None;
  noFeed: None;
  noSitemap: None;
  namesNoPage: None;
  onlyBeginning: None;
  /** UTF-16 units. */
  nearlyEmpty: { readonly n: number };
  /** Per cent. */
  mostlyLeftOut: { readonly n: number };
  noSourceList: None;
  noList: None;
  moreEntriesThan: { readonly max: number };
  noAnswerEntry: None;
  /** Keys of `answers.yaml`. */
  unknownEntryKey: { readonly field: string };
  entryLacks: { readonly field: string };
  entryTooLong: { readonly field: string; readonly max: number };
  noCitationId: { readonly value: string };
  sameQuestionAs: { readonly line: number };
  noSynonymList: None;
  oneSynonym: None;
  noSynonym: { readonly max: number };
  longSynonym: { readonly max: number };
  moreSynonymsThan: { readonly max: number };
  /** Keys of `sources.yaml`. */
  noSourceKind: { readonly kinds: readonly string[] };
  severalSourceKinds: { readonly kinds: readonly string[] };
  unknownSourceKey: { readonly field: string };
  badSourceValue: { readonly field: string; readonly value: string; readonly expected: Reason };
  /** Times such as `30m`. */
  timeFrom: { readonly min: string; readonly max: string };
  countUpTo: { readonly max: number };
  countOrAge: None;
  channelId: None;
  /** Characters. */
  plainName: { readonly max: number };
  addressPattern: { readonly max: number };
  folderPath: None;
  sameSourceAs: { readonly line: number };
  sameNameAs: { readonly name: string; readonly line: number };
  moreSourcesThan: { readonly max: number };

  severalOfThatName: None;
  noSettings: None;
  unknownSetting: { readonly field: string };
  countFromZero: { readonly max: number };
  trueOrFalse: None;
  pageShows: None;
  serverId: None;
  personOrRoleId: None;
  moreIdsThan: { readonly field: string; readonly max: number };
  othersFolder: None;

  snapshotDamaged: None;
  snapshotFileDamaged: { readonly file: string };
  snapshotMiscounted: None;
  snapshotOtherModel: { readonly found: string; readonly wanted: string };
  snapshotModelChanged: { readonly model: string };
  snapshotOtherVersion: None;

  modelStopped: None;
  /** Seconds. */
  modelHung: { readonly n: number };
  modelStoppedLoading: None;
  /** Seconds. */
  modelLoadsTooLong: { readonly n: number };
  modelNotBundled: None;
  modelFileMissing: { readonly file: string };
  modelNotForText: { readonly file: string };
  modelNoWeights: { readonly quantized: string; readonly full: string };
  modelTokenizerDamaged: { readonly said: string };
  modelDamaged: { readonly said: string };
  modelOfOtherKind: None;
  modelBadVector: None;
  hubUnknownModel: None;
  hubNoFile: None;
  hubSignIn: None;
  hubWait: None;
  hubStatus: { readonly status: number };
  hubSilent: { readonly host: string };
  hubDamaged: { readonly host: string; readonly file: string };
  hubUnreachable: { readonly host: string };
  hubBrokeOff: { readonly host: string; readonly file: string };
  modelNotWritten: { readonly file: string; readonly code: string };

  mustBeHttp: None;
  mustBePort: { readonly max: number };
  mustBeProxies: { readonly max: number };
  mustBePublicUrl: None;
  mustBeHosts: None;
  mustBeDatabase: None;
  mustBeDatabases: None;
  /** `setting` that it is of no use without. */
  needsSetting: { readonly setting: string };
  needsNumber: { readonly setting: string };
  mustBeServerId: None;
  mustBeServerIds: None;
  mustBeToken: None;
  mustBeModelName: None;
  mustBeTrueOrFalse: None;
  mustBeDays: None;
  mustBeShards: { readonly max: number };
  mustBeShardIds: None;
  mustBeShardsOf: { readonly last: number; readonly count: number };
  mustBeQuotas: { readonly names: readonly string[] };
  mustBeMegabytes: { readonly max: number };
  mustBeOneOf: { readonly names: readonly string[] };

  textUpTo: { readonly max: number };
  calendarDate: None;
  webAddress: None;
  languageTag: None;
  knownLanguage: None;
  yamlIndent: None;
  yamlDuplicateKey: None;
  yamlMissing: None;
  yamlColon: None;
  yamlOther: None;
  tomlOther: None;

  /** An article of a file that holds several. */
  part: { readonly file: string; readonly part: number };
}

/** Notices: what whoever looks after the articles is told beside the result. */
export interface NoticeFacts {
  inFile: { readonly file: string; readonly warning: Statement<WarningKey> };
  sameTitle: { readonly places: readonly Fact[]; readonly title: string };
  sameText: { readonly places: readonly Fact[] };
  inSources: { readonly line: number; readonly reason: Reason };
  /** `file` is `answers.yaml` or `synonyms.yaml`. */
  inEditorial: { readonly file: string; readonly line: number; readonly reason: Reason };
  inCollection: { readonly file: string; readonly line: number; readonly reason: Reason };
  collectionHidden: { readonly collection: string };
  ofCollection: { readonly collection: string; readonly notice: Statement };
  collectionFails: { readonly collection: string; readonly reason: Statement };
  collectionFull: { readonly collection: string; readonly quota: Statement };
  /** `n` days after its server was left. */
  collectionDeleted: { readonly collection: string; readonly n: number };
  collectionStays: { readonly collection: string; readonly reason: Statement };
  sourceFails: { readonly source: string; readonly problem: Statement };
  sourceWell: { readonly source: string };
  indexBuiltAnew: { readonly refusal: Statement<'snapshotUnusable'> };
  notReadAgain: { readonly reason: Statement };
  indexNotSaved: { readonly reason: Statement };
  /** `n` of the `total` files of a folder are gone; `command` takes them out. */
  removalsHeld: { readonly n: number; readonly total: number; readonly command: string };
  /** `servers` are ids. */
  managersOf: { readonly servers: readonly string[] };
  managersOwner: None;
  managersOwnerOnly: None;
  /** What the settings call a model, and the one that this stands for now. */
  modelRenamed: { readonly former: string; readonly model: string };
  readerUnavailable: { readonly refusal: Statement<'modelUnavailable'> };
  /** `host` of its address. */
  databaseAwaited: { readonly host: string; readonly reason: Reason };
  exactSearch: None;
  noCards: None;
  dataMoved: { readonly folder: string; readonly state: string; readonly cache: string };
  /** `refusal` is tried again, for as long as it takes. */
  pageAwaited: { readonly refusal: Statement<'pagePortTaken' | 'pageNotListening'> };
  pageOfNone: None;
  pageForwarded: None;
  playgroundOpen: { readonly host: string };
  /** `url` carries a secret. */
  playgroundModerator: { readonly url: string };
  copyingFiles: None;
  readingFiles: None;
  embeddingPassages: None;
  askingSet: { readonly set: string };
  downloading: { readonly model: string; readonly file: string };
}

/** Warnings: what is odd about a file that was read all the same. */
export interface WarningFacts {
  brokenCharacters: { readonly n: number; readonly line: number };
  readAs: { readonly encoding: string };
  noByteOrderMark: { readonly encoding: string };
  readAsPlain: None;
  readAnew: None;
  paywalled: None;
  /** Addresses. */
  saysOtherSite: { readonly claimed: string; readonly fetched: string };
  saysOtherPublisher: {
    readonly claimed: string;
    readonly fetched: string;
    readonly publisher: string;
  };
  /** `field` as it is written in the file. */
  fieldNotText: { readonly field: string };
  badField: { readonly field: string; readonly value: string; readonly expected: Reason };
  frontMatterBroken: { readonly line: number; readonly reason: Reason };
  frontMatterTooDeep: None;
  frontMatterNoKeys: None;
  frontMatterUnclosed: None;
  pagesDamaged: { readonly n: number; readonly total: number };
  pagesEmpty: { readonly n: number; readonly total: number };
  datedByFile: None;
  datedByPrint: None;
  /** Of a message that is kept: who sees it on Discord, and what of it is not kept. */
  messageHidden: None;
  messageSeenByUnknown: None;
  messageOnlyThere: None;
  messageForwarded: None;
  /** `n` files. */
  messageFiles: { readonly n: number };
  /** `file` that stands beside. */
  ofCompanion: { readonly file: string; readonly warning: Statement<WarningKey> };
  companionUnread: { readonly file: string; readonly reason: Reason };
}

/** Why a line of a file is in no article. */
export interface DropFacts {
  contentsList: None;
  aboutAuthor: None;
  links: None;
  comments: None;
  commentForm: None;
  backToTop: None;
  navigation: None;
  cookieNotice: None;
  newsletterBox: None;
  mailing: None;
  advertisement: None;
  link: None;
  previousNext: None;
  tags: None;
  counter: None;
  readingAids: None;
  pictureCredit: None;
  pictureCaption: None;
  copyright: None;
  disclaimer: None;
  siteNotice: None;
  builderCode: None;
  scriptCode: None;
  bareLink: None;
  contactAddress: None;
  followAuthor: None;
  breadcrumb: None;
  linkToArticle: None;
  shareButtons: None;
  pageSwitcher: None;
  form: None;
  button: None;
  footer: None;
  sideBox: None;
  dialog: None;
  hidden: None;
  outsideMain: None;
  leftOutByManager: None;
  noteMark: None;
  references: None;
  lineNumber: None;

  rule: None;
  byline: None;
  dateLine: None;
  label: None;
  creditLine: None;
  mailHeader: None;
  sourceNote: None;
  pullQuote: { readonly line: number };
  headlineRepeated: None;
  kicker: None;
  dateline: None;
  strayLine: None;
  headlineAlone: None;
  headingAlone: None;
  image: None;
  htmlComment: None;
  privateNote: None;
  embedded: None;
  noteQuery: None;
  siteMarkup: None;
  sourceComment: None;
  trackedDeletion: None;
  reviewComment: None;
  hiddenText: None;
  pageHeader: None;
  includedFile: None;
  noteLabel: None;
  pageCode: None;
  frontMatterIgnored: None;

  pageNumber: { readonly page: number };
  runningHeader: { readonly page: number };
  runningFooter: { readonly page: number };
  tableOfContents: { readonly page: number };
  marginText: { readonly page: number };
}

/** All that can be stated; no key is in two of them. */
export interface StatementFacts
  extends RefusalFacts,
    ReasonFacts,
    NoticeFacts,
    WarningFacts,
    DropFacts {}

export type RefusalKey = keyof RefusalFacts;
export type ReasonKey = keyof ReasonFacts;
export type NoticeKey = keyof NoticeFacts;
export type WarningKey = keyof WarningFacts;
export type DropKey = keyof DropFacts;
export type StatementKey = keyof StatementFacts;

/** File formats that are often saved under a wrong name. */
export type FormatKey = ReasonKey &
  (
    | 'pdfDocument'
    | 'zipArchive'
    | 'pngImage'
    | 'jpegImage'
    | 'gifImage'
    | 'gzipArchive'
    | 'oldOffice'
    | 'rtfDocument'
    | 'rarArchive'
    | 'sevenZip'
  );

/** Whether a key has no facts. */
type IsBare<K extends StatementKey> = [keyof StatementFacts[K]] extends [never] ? true : false;

/** A key with its facts: plain data, good for JSON and for other threads. */
export type Statement<K extends StatementKey = StatementKey> = {
  readonly [P in K]: IsBare<P> extends true
    ? { readonly key: P; readonly facts?: undefined }
    : { readonly key: P; readonly facts: StatementFacts[P] };
}[K];

export type Reason = Statement<ReasonKey>;
export type Notice = Statement<NoticeKey | 'notIndexed'>;
export type Warning = Statement<WarningKey>;
export type DropReason = Statement<DropKey>;

/** Keys of dropped lines that have no facts. */
export type BareDropKey = {
  [K in DropKey]: IsBare<K> extends true ? K : never;
}[DropKey];

/** States a key, with its facts where it has any. */
export function statement<K extends StatementKey>(
  key: K,
  ...[facts]: IsBare<K> extends true ? [] : [facts: StatementFacts[K]]
): Statement<K> {
  return (facts === undefined ? { key } : { key, facts }) as Statement<K>;
}

/** An expected failure: all that is thrown and is no bug. `message` is for logs. */
export class Refusal<K extends RefusalKey = RefusalKey> extends Error {
  override readonly name = 'Refusal';
  readonly key: K;
  readonly facts: StatementFacts[K];

  /** @param facts left out, or empty where a cause follows, for keys that have none. */
  constructor(
    key: K,
    ...[facts, options]: IsBare<K> extends true
      ? [facts?: None, options?: { cause?: unknown }]
      : [facts: StatementFacts[K], options?: { cause?: unknown }]
  ) {
    const told = (facts ?? {}) as StatementFacts[K];
    super(`${key} ${JSON.stringify(told)}`, options);
    this.key = key;
    this.facts = told;
  }
}

/** Whether an error is a refusal, and one of these where keys are given. */
export function isRefusal<K extends RefusalKey = RefusalKey>(
  error: unknown,
  ...keys: readonly K[]
): error is Refusal<K> {
  if (!(error instanceof Refusal)) return false;
  return keys.length === 0 || (keys as readonly RefusalKey[]).includes(error.key);
}

/** A refusal as plain data, for another thread or as a part of a notice. */
export function asStatement<K extends RefusalKey>({ key, facts }: Refusal<K>): Statement<K> {
  return { key, facts } as Statement<K>;
}

/** The refusal that was stated. */
export function asRefusal(
  { key, facts }: Statement<RefusalKey>,
  options?: { cause?: unknown },
): Refusal {
  return new Refusal(key, facts ?? {}, options);
}

/** Why some work failed: a refusal as it is, anything else in the words of whoever threw it. */
export function reasonOf(error: unknown): Statement<RefusalKey | 'foreignWords'> {
  if (isRefusal(error)) return asStatement(error);
  const said = error instanceof Error ? error.message : String(error);
  return statement('foreignWords', { said });
}
