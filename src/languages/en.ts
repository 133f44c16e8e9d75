/** English. */
import { stemmer } from 'stemmer';
import { withoutAccents } from './accents.ts';
import { COMMON_WORDS } from './en.common-words.data.ts';
import { CONTRAST } from './en.contrast.data.ts';
import { KNOWN_WORDS } from './en.known-words.data.ts';
import { TALK } from './en.talk.data.ts';
import { defineLanguage } from './language.ts';
import { baseForms, groups, inFull, list, phrase, words } from './words.ts';

export const en = defineLanguage({
  sentences: {
    question: 'Question: {question}',
    foreignQuestion: 'The articles are in {languages}.',
    filterNone: 'No article is left by this filter, so nothing was searched.',
    filterNewest: 'The newest one is of {date}.',
    filterOldest: 'The oldest one is of {date}.',
    filterNearest: 'The nearest ones are of {before} and {after}.',
    followUpForm: 'Follow up',
    followUpField: 'What else would you like to know?',
    followingBoth: 'Following up on “{subject}” · in “{article}”',
    followingSubject: 'Following up on “{subject}”',
    followingArticle: 'Following up · in “{article}”',
    mayAnswer: 'This may answer it:',
    unanswered: 'The articles do not seem to answer this.',
    partUnanswered: '“{part}”: the articles do not seem to answer this.',
    tellMeKept: {
      one: 'Once the articles answer “{question}”, I will tell you. For that alone I keep your id, the channel and this question, for {n} day at most; they are deleted as soon as you have been told.',
      other:
        'Once the articles answer “{question}”, I will tell you. For that alone I keep your id, the channel and this question, for {n} days at most; they are deleted as soon as you have been told.',
    },
    tellMeForgotten: 'Your id and the question are deleted. You will not be told.',
    toldNow:
      'You wanted to be told when there is an answer: here it is. What I kept for that is deleted.',
    toldThere:
      'Somebody asked here for something that the articles did not have. Now there is an answer: {command}',
    nearest: 'Nearest passages. They may not answer the question.',
    morePassages: { one: '{n} more passage', other: '{n} more passages' },
    feedbackHelpful: 'Counted as helpful, without your name. Thank you.',
    feedbackUnhelpful: 'Counted as not helpful, without your name. Thank you.',
    feedbackAgain: 'What you said is counted already; each person counts once.',
    alsoIn: 'Also in: {titles}',
    differs: 'Another article says otherwise:',
    stillReading: 'Not all articles are read yet ({percent} %), so there may be more.',
    waitingStarts: 'I am just starting to read the articles. The answer comes here by itself.',
    waitingReading:
      'The articles are being read: {done} of {total} files. The answer comes here by itself.',
    waitingPreparing:
      'The articles are being prepared: {done} of {total} passages. The answer comes here by itself.',
    waitingQuotes: 'The articles are being read for quotes. The answer comes here by itself.',
    timeLeftSoon: 'Less than a minute left.',
    timeLeftMinutes: { one: 'About {n} minute left.', other: 'About {n} minutes left.' },
    timeLeftHours: { one: 'About {n} hour left.', other: 'About {n} hours left.' },
    pinned: 'Chosen by the editors for this question.',
    byWordsAlone: 'Searched by words alone for now: what is worded differently may be missing.',
    paragraph: '¶ {number}',
    paragraphRange: '¶ {first}–{last}',
    titled: '“{title}”',
    quoted: '“{quote}”',

    'button.share': 'Share',
    'button.shared': 'Shared',
    'button.context': 'Context',
    'button.wider': 'More context',
    'button.copy': 'Copy',
    'button.picture': 'Share as picture',
    'button.darkPicture': 'Share as dark picture',
    'button.source': 'Source',
    'button.remove': 'Remove',
    'button.near': 'Show the nearest passages',
    'button.followUp': 'Follow up',
    'button.tellMe': 'Tell me when there is an answer',
    'button.neverMind': 'Never mind',
    'button.helpful': 'Helpful',
    'button.unhelpful': 'Not helpful',
    'button.unfiltered': 'Ask without the filter',
    'button.checkAll': 'Check all of it',
    'button.checkShown': 'Check what is shown',
    'button.findSources': 'Find sources',
    'button.outline': 'Outline',
    'button.read': 'Read',
    'button.back': 'Back',
    'button.next': 'Next',
    'button.keep': 'Keep',
    'button.discard': 'Discard',
    'button.lines': 'See all lines',
    'button.linesOut': 'Only what is left out',
    'button.linesAll': 'All lines',
    'button.overview': 'Overview',
    'button.correct': 'Correct…',
    'button.delete': 'Remove the article',
    'button.undo': 'Undo',
    'button.stays': 'It stays',
    'button.originals': { one: '{n} deleted message', other: '{n} deleted messages' },
    'button.forget': 'Delete them all',
    'button.pin': 'Pin it',
    'button.cancel': 'Cancel',
    'button.add': 'Add',
    'button.feed': 'See the feed {address}',
    'button.refresh': 'Refresh',
    'button.waiting': 'See what waits',
    'button.sources': 'All sources',
    'button.keepNumber': 'Keep {number}',
    'button.dropNumber': 'Drop {number}',
    'button.removeAlone': 'Remove, keep its articles',
    'button.removeAll': 'Remove with its articles',
    'button.useInMessages': 'Use in my DMs',
    'button.stopInMessages': 'Stop using in my DMs',
    'button.stopInMessagesOf': 'Stop using {name}',
    'button.seeDefault': 'Show the general articles, too',
    'button.hideDefault': 'Hide the general articles',
    'button.deleteAll': 'Delete everything…',
    'button.accent': 'Another colour…',

    sharedBy: 'Shared by {user}',
    sharedPrivately:
      'Only you can see this here: this server lets your own apps answer in private only.',
    copyMarkdown: 'Markdown',
    copyPlain: 'Plain text',
    copyFiles: 'A message cannot hold this word for word, so here it is as two files.',
    someChanged: {
      one: 'The source of {n} passage has changed since, so it is left out.',
      other: 'The sources of {n} passages have changed since, so they are left out.',
    },

    citeMoved: 'These words are now in another article than the one they were cited from.',
    citeChanged: '“{title}” has changed since: this passage is not in it any more.',
    citeGone: 'The article is not here any more.',
    citeFormer: 'It read (“{title}”, {paragraph}):',
    citeNow: 'What comes nearest to it now:',
    changedOn: 'The change was found on {date}.',
    changedSince: 'The article has changed since this was shared, last on {date}.',
    stillThere: 'These words are still in it.',
    changedLast:
      'The article has changed since it first came here, last on {date}. These words are in it now.',
    pageGone: 'Its page has been gone since {date}; these are the words as they were fetched.',
    originalDeleted:
      'The original message was deleted on {date}; these are its words as they were kept.',
    originalNotice:
      'The message that **{title}** was made of was deleted on {date}. The article stays until somebody who looks after the articles decides.',
    originalsMore: { one: '{n} more after this one', other: '{n} more after this one' },
    originalsNone: 'There is nothing to decide: no other message of a kept article was deleted.',
    originalStays: 'The message was deleted, and it was decided that the article stays.',
    'page.source': 'Read it at {host}',
    'page.article': 'Read the whole article',
    'page.passage': 'Back to the passage',
    'page.table': 'Table',
    'page.quoted': 'Quoted word for word. Citation {id}',
    'page.missing': 'There is no such passage here, or not any more.',
    'page.reading': 'The articles are still being read. Please try again in a minute.',
    'page.busy': {
      one: 'Too many pages at once: please try again in {n} second.',
      other: 'Too many pages at once: please try again in {n} seconds.',
    },
    'page.failed': 'This cannot be shown just now. Please try again in a minute.',

    aboutLine:
      'I answer from these articles only, word for word, and say so when they do not answer.',
    aboutArticles: {
      one: '{n} article, {passages} passages',
      other: '{n} articles, {passages} passages',
    },
    aboutIndexed: 'Indexed',
    aboutFresh: 'Last change',
    aboutModel: 'Model',
    aboutVersion: 'Version',
    aboutManagers: 'Who looks after the articles',
    aboutManagersOwner: 'The owner of this bot and their team.',
    aboutManagersHere:
      'The owner of this bot and their team, and the members of this server with Manage Server.',
    aboutManagersElsewhere:
      'The owner of this bot and their team, and the members with Manage Server of the servers that the owner has named. This is not one of them.',
    aboutPrivacy: 'What is kept, and for how long',
    aboutKeptShared: 'A quote that you share names you, until you remove it.',
    aboutKeptGaps: {
      one: 'Questions without an answer, and those whose answer did not help, with the server: {n} day. Names and ids are taken out; who asked is not kept.',
      other:
        'Questions without an answer, and those whose answer did not help, with the server: {n} days. Names and ids are taken out; who asked is not kept.',
    },
    aboutKeptNumbers: {
      one: 'When and on which server a question had no answer, or an answer helped or did not: {n} day, without the question and without who asked.',
      other:
        'When and on which server a question had no answer, or an answer helped or did not: {n} days, without the question and without who asked.',
    },
    aboutKeptUse: {
      one: 'How often something was asked or shared, in numbers by day and server: {n} day.',
      other: 'How often something was asked or shared, in numbers by day and server: {n} days.',
    },
    aboutKeptSettings:
      'What managers choose for this server: until they choose otherwise, or I have left it.',
    aboutNever: 'What is not kept beyond that',
    aboutNeverWho: 'Who asked, and who said whether an answer helped.',
    aboutNeverTexts: 'What was asked.',
    aboutNeverSent: 'Nothing is sent elsewhere: questions are answered on this machine.',
    aboutPrivacyTellMe: {
      one: 'If you press **Tell me when there is an answer**, your id, the channel and that question are kept for this alone: until you were told, or press **Never mind**, or {n} day is over.',
      other:
        'If you press **Tell me when there is an answer**, your id, the channel and that question are kept for this alone: until you were told, or press **Never mind**, or {n} days are over.',
    },
    aboutPrivacyMentions:
      'Of messages, only those to me are read: direct ones, those that mention me, and replies to my answers.',
    aboutPrivacyMessages:
      'Whoever presses “Use in my DMs” has their id and the server’s kept until they stop it.',
    aboutCollections: 'Articles here',
    collectionDefault: 'General articles',
    collectionHere: 'This server',
    collectionLine: { one: '{name}: {n} article', other: '{name}: {n} articles' },
    aboutSource: 'Source code',
    aboutProcesses: 'Running',
    aboutProcessesHere: { one: '{n} process', other: '{n} processes' },
    aboutProcessesShards: {
      one: '{n} of {total} connections with Discord',
      other: '{n} of {total} connections with Discord',
    },
    aboutProcessesAsked: {
      one: 'Asked once in the last hour',
      other: 'Asked {n} times in the last hour',
    },
    aboutProcessesUnwell: { one: '{n} is not well', other: '{n} are not well' },
    aboutUnwell: 'Not well',
    aboutUnread: {
      one: '{n} file that could not be read',
      other: '{n} files that could not be read',
    },
    aboutUnreadMore: {
      one: '… and {n} more',
      other: '… and {n} more',
    },
    aboutFailedLook: 'Last failed look at the articles',
    'part.gateway': 'Connection with Discord',
    'part.index': 'Index',
    'part.model': 'Embedding model',
    'part.reader': 'Model that reads passages with the question',
    'part.reading': 'Reading of files',
    'part.folder': 'Articles folder',
    'part.database': 'Database',
    partSince: '{part}, since {since}',
    partBecause: '{part}, since {since}: {reason}',
    ownerUnwell: 'I have not been well for some time:',
    ownerWell: 'I am well again. I was not from {since} to {until}.',

    helpTitle: 'What you can do',
    helpAsk:
      'the passages that answer a question; since, until, publisher and article narrow it down',
    helpQuote: 'find a sentence as you type, and post it with its source',
    helpVerify: 'is a quote in the articles, and word for word?',
    helpCite: 'the passage with a citation id',
    helpArticles: 'what I know, and each article to read',
    helpSources:
      'articles that keep themselves fresh: feeds, pages, sitemaps (for you, since you look after the articles)',
    helpMenu:
      'Right-click a message, Apps: **Verify quotes** checks its quotations, **Find sources** shows passages related to it.',
    helpKeep:
      'Right-click a message, Apps: **Keep as article** makes an article of it, word for word, with its author and link (for you, since you look after the articles)',
    helpMention:
      'Or mention me with a question, or send me one in a direct message: {mention} {question}',
    helpNoMention:
      'Or send me a question in a direct message. On this server I do not answer mentions.',
    helpUse:
      'what the articles did not answer, which answers are pinned, how the articles are used (for you, since you look after them)',
    helpSettings:
      'how I behave on this server, and what I announce where (for you, since you look after it)',
    helpQuestion: 'What do the articles say about {topic}?',

    listTitle: {
      one: '{n} article',
      other: '{n} articles',
    },
    listPage: 'Page {page} of {pages}',
    paragraphs: {
      one: '{n} paragraph',
      other: '{n} paragraphs',
    },
    outlineMore: {
      one: '… and {n} more section',
      other: '… and {n} more sections',
    },
    opening: 'Beginning',

    mentionHint: 'Mention me with a question, and I will look for the answer in the articles.',
    directHint: 'Write me a question, and I will look for the answer in the articles.',
    roleHint:
      'Discord does not show me what is written to my role. Mention me myself, with the question: {mention}',
    pickCommand:
      'A command works once it is picked from the list that opens when you type a slash: {command}',
    pastedOptions:
      'Only the question was read: the other options work once the command is picked from the list.',
    sourceOf: 'It is from “{title}”.',
    sourceOfGone: 'The source of this has changed since, so the passage is no longer there.',
    sureAnswers: 'Quite sure: of answers like this one, about {percent} in 100 are right.',
    sureMayAnswer: 'Not quite sure: of answers like this one, about {percent} in 100 are right.',
    sureQuote:
      'The words are those of “{title}”; whether they answer the question is for you to judge.',
    sureNone: 'I found nothing that answers it: what I can show is only near the question.',
    sureAllWords: 'The passage holds everything that was asked for.',
    sureSomeWords:
      'The passage holds only a part of what was asked for, or says it in other words.',
    sureRead: 'Read together with the question, it answers it.',
    sureReadNot: 'Read together with the question, it does not plainly answer it.',
    sureAlsoIn: {
      one: '{n} other article states the same.',
      other: '{n} other articles state the same.',
    },
    sureDiffers: {
      one: '{n} other article says otherwise.',
      other: '{n} other articles say otherwise.',
    },
    sureVerbatim: 'The words are those of “{title}”, one for one.',

    quotedBy: 'Quoted by {user}',
    quoteWhich: 'Which one?',
    quoteUnposted: 'Nothing is posted until you share it.',
    quoteChoose: 'Choose a sentence',

    verifyVerbatim: '✅ Verbatim: these words are in the articles.',
    verifyVerbatimBut: '✅ Verbatim, but for {differences}.',
    verifyAltered: '⚠️ Altered: this is not in the articles word for word. {percent} % alike.',
    verifyNotFound: '❌ Not found in the articles.',
    verifyTooShort: 'This is too short to check: any text has these words.',
    verifyRunsOn: {
      one: 'It is from {n} paragraph.',
      other: 'It joins {n} paragraphs.',
    },
    verifyPlaces: {
      one: 'It stands in {n} place.',
      other: 'It stands in {n} places; one of them is shown.',
    },
    verifyPlacesMost: {
      one: 'It stands in {n} place or more; one of them is shown.',
      other: 'It stands in {n} places or more; one of them is shown.',
    },
    verifyCutNumber: 'A number was cut: “{quoted}” is “{number}” in the article.',
    verifyCutSentence: 'It is part of a longer sentence:',
    verifyLeavesOut: '-# […] leaves out: {text}',
    'disguise.hidden words': 'Words of it are struck through or hidden.',
    'disguise.text direction': 'Invisible marks change the order in which it is read.',
    verifyJoined: {
      one: 'It joins words of {n} passage.',
      other: 'It joins words of {n} passages.',
    },
    verifyLegend: '~~missing~~ · __added__',
    verifyMany: {
      one: 'Only the first quotation is checked.',
      other: 'Only the first {n} quotations are checked.',
    },
    unquoted: 'No quotation here.',
    unquotedCut: 'This is only the beginning. What is shown can be checked.',
    filesMany: {
      one: 'Only the first text file is read.',
      other: 'Only the first {n} text files are read.',
    },
    'place.forwarded': 'In the forwarded message',
    'place.embed': 'In the embed',
    'place.preview': 'In the preview of the link',
    'place.picture': 'In the description of the picture',
    'place.file': 'In {file}, line {line}',
    'place.wholeFile': 'In {file}',
    'place.fileStart': 'The beginning of {file}',
    'difference.quotation marks': 'quotation marks',
    'difference.apostrophes': 'apostrophes',
    'difference.dashes': 'dashes',
    'difference.spaces': 'spaces',
    'difference.case': 'upper and lower case',
    'difference.ellipses': 'ellipses',
    'difference.final punctuation': 'the mark at its end',
    'difference.letter forms': 'forms of letters',
    'difference.invisible characters': 'invisible characters',
    'difference.formatting': 'formatting',
    'difference.reference marks': 'reference marks',
    'difference.sic': '[sic]',
    'difference.line-end hyphens': 'hyphens at the end of a line',
    findTitle: 'Passages related to this message:',
    findMaybe: 'Nearest passages. They may not be related to this message.',

    addRead: 'This is how I read it. Keep it as {file}?',
    addDropped: {
      one: '{n} line left out',
      other: '{n} lines left out',
    },
    addWarnings: 'Please note',
    addDuplicate: 'This is in the articles already: “{title}”.',
    addChosenBefore: 'This was looked over before: what was chosen of it is still there.',
    addWaits: 'It waits for your decision until {time}.',
    addOrigin: 'Where it is from',
    addFetched: 'Fetched from {url}',
    addClaimsUrl: 'It says of itself that it is from {url}',
    addClaimsPublisher: 'It says of itself that {publisher} published it',
    addLines:
      'Below, lines can be left out and taken in. The file on the overview has every line in full.',
    addLinesOnly: 'This file holds several articles, so it is kept or discarded as a whole.',
    addNone: 'There is no such line.',
    addLeave: 'Leave lines out…',
    addTake: 'Take lines in…',
    unknown: 'unknown',
    'field.title': 'Title',
    'field.author': 'Author',
    'field.publisher': 'Publisher',
    'field.published': 'Date of publication',
    'field.language': 'Language',
    'field.url': 'Address',
    formCorrect: 'What is known of the article',
    formDate: 'A full date, such as 2024-05-31. Empty where it is unknown.',
    formLanguage: 'Its name or its tag, such as German or de. Empty where it is unknown.',
    formWrong: '{field}: {reason} It stays as it was.',
    added: 'Kept as {file}. You can ask about it now.',
    addedLater:
      'Kept as {file}. You can ask about it as soon as the articles folder can be read again.',
    discarded: 'Discarded. Nothing was added.',
    removeSure:
      'Take “{title}” ({file}) out of the articles? Nobody is shown its text then, and its citations lead nowhere. Messages already posted stay. It can be put back for 30 days.',
    removeSureMany: {
      one: 'The file {file} holds {n} article. Take all of it out? Nobody is shown its text then, and its citations lead nowhere. Messages already posted stay. It can be put back for 30 days.',
      other:
        'The file {file} holds {n} articles. Take all of it out? Nobody is shown their text then, and their citations lead nowhere. Messages already posted stay. It can be put back for 30 days.',
    },
    removed: 'Removed: {file}.',
    restored: 'Put back: {file}.',
    restoredAs: 'Put back as {file}: there is another {was} by now.',
    restoredLater:
      'Put back: {file}. You can ask about it as soon as the articles folder can be read again.',
    refreshed: {
      one: 'Up to date with the folder: {n} article.',
      other: 'Up to date with the folder: {n} articles.',
    },
    sourcesTitle: { one: '{n} source', other: '{n} sources' },
    sourcesHint: '{command} adds one: a feed, a page, a sitemap or an llms.txt.',
    'kind.feed': 'feed',
    'kind.page': 'page',
    'kind.sitemap': 'sitemap',
    'kind.llms': 'llms.txt',
    'kind.folder': 'folder',
    sourceArticles: { one: '{n} article', other: '{n} articles' },
    sourceGone: { one: '{n} page is gone', other: '{n} pages are gone' },
    sourceWaiting: { one: '{n} article waits for you', other: '{n} articles wait for you' },
    sourceLast: 'looked at {when}',
    sourceNext: 'next look {when}',
    sourceNever: 'not looked at yet',
    sourceLooking: 'being looked at now',
    sourceInPlace: 'read in place',
    sourceFailures: { one: '{n} look failed', other: '{n} looks in a row failed' },
    sourceEvery: 'every {time}',
    sourceOnly: 'only {pattern}',
    sourceMost: { one: 'at most {n} article', other: 'at most {n} articles' },
    sourceKeepCount: { one: 'keeps the newest {n}', other: 'keeps the newest {n}' },
    sourceKeepAge: {
      one: 'keeps those of the last day',
      other: 'keeps those of the last {n} days',
    },
    sourceAnnounced: 'announced in {channel}',
    announceForbidden:
      'Nothing can be announced in {channel}, since {since}: I may not write there.',
    announceMissing:
      'Nothing can be announced in {channel}, since {since}: there is no such channel any more.',
    previewTitle: 'What “{title}” ({kind}) would bring:',
    previewFound: {
      one: '{n} article of the {named} that it names; the newest:',
      other: '{n} articles of the {named} that it names; the newest:',
    },
    previewName: 'named **{name}**',
    previewWaits: '⏳ Would wait for you: {reason}',
    previewThere: 'Is there already: “{title}”',
    previewFeeds:
      'This page names feeds. A feed brings each new article; a page alone stays one article.',
    sourceAdded: 'Added: {name}. Its articles are being fetched; {command} shows how that goes.',
    lookNew: { one: '{n} new', other: '{n} new' },
    lookChanged: { one: '{n} changed', other: '{n} changed' },
    lookRemoved: { one: '{n} taken out', other: '{n} taken out' },
    lookSame: {
      one: '{n} already here from elsewhere',
      other: '{n} already here from elsewhere',
    },
    lookFailed: { one: '{n} could not be fetched', other: '{n} could not be fetched' },
    lookNothing: 'nothing new',
    looksGoOn: 'This takes longer, and goes on; {command} shows what comes of it.',
    linesMore: { one: '… and {n} more', other: '… and {n} more' },
    waitingTitle: { one: '{n} article waits for you', other: '{n} articles wait for you' },
    waitingNone: 'No article waits for you.',
    waitingFrom: 'from {source}, waits since {since}',
    waitingWhy: '⏳ Why: {reason}',
    waitingKept: 'Kept as {file}.',
    waitingDropped: 'Dropped. It does not come again.',
    sourceSureNone: 'Remove the source {name}? No article has come from it.',
    sourceSure: {
      one: 'Remove the source {name}? Does its {n} article go, too?',
      other: 'Remove the source {name}? Do its {n} articles go, too?',
    },
    sourceRemoved: 'Removed: {name}.',
    sourceArticlesStay: { one: 'Its {n} article stays.', other: 'Its {n} articles stay.' },
    sourceArticlesWent: {
      one: 'Its {n} article was taken out, and can be put back for 30 days.',
      other: 'Its {n} articles were taken out, and can be put back for 30 days.',
    },
    announcing: {
      one: 'New articles of {name} are announced in {channel}, {n} an hour at most.',
      other: 'New articles of {name} are announced in {channel}, {n} an hour at most.',
    },
    announcingEnded: 'New articles of {name} are not announced any more.',
    announced: 'New article',
    announcedFrom: 'New from {publisher}',
    announcedMore: { one: '… and {n} more', other: '… and {n} more' },

    gapsTitle: {
      one: '{n} question that the articles could not answer',
      other: '{n} questions that the articles could not answer',
    },
    gapsMore: {
      one: '… and {n} more in the file',
      other: '… and {n} more in the file',
    },
    gapsKept: {
      one: 'Kept for {n} day, without who asked or where.',
      other: 'Kept for {n} days, without who asked or where.',
    },
    gapsTextsOff: 'Only numbers are kept here. `GAP_LOG=true` keeps the questions, too.',
    gapsDisliked: {
      one: '{n} answer did not help',
      other: 'Answers did not help {n} times',
    },
    gapsUnhelpful: '{n}× not helpful',
    gapsHelpful: '{n}× helpful',
    gapsGone: '{id} · no longer in the articles as it was',
    gapsOpen: 'Open a passage that did not help',
    gapsClearSure: {
      one: 'Delete {n} entry for good: an unanswered question, or what was said of an answer?',
      other: 'Delete all {n} entries for good: unanswered questions, and what was said of answers?',
    },
    pinsTitle: { one: '{n} pinned answer', other: '{n} pinned answers' },
    pinsNone: 'Nothing is pinned. {command} pins a passage to a question.',
    pinsMore: { one: '… and {n} more in answers.yaml', other: '… and {n} more in answers.yaml' },
    pinDone:
      'Pinned: whoever asks “{question}”, in these words or others, sees this passage first.',
    pinPreview:
      'Whoever asks “{question}”, in these words or others, would see this passage first. Pin it?',
    pinRemoved: '“{question}” has no pinned answer any more.',
    pinChanged: '⚠️ not shown: the passage has changed',
    pinGone: '⚠️ not shown: the passage is gone',
    pinSaid: 'It said: “{words}”',
    pinChoose: 'Pin an answer to a question …',
    pinForm: 'Pin an answer',
    pinFormField: 'The passage',
    pinFormHint: 'Its citation id, or some words of the sentence',
    gapsCleared: 'Deleted.',
    statsTitle: { one: 'The last {n} day', other: 'The last {n} days' },
    statsBefore: { one: 'the day before: {count}', other: 'the {n} days before: {count}' },
    statsSince: 'Counted since {date}, by day in UTC, without who asked.',
    useQuestions: { one: '{n} question', other: '{n} questions' },
    useAnswered:
      'Answered: {answers} · perhaps answered: {mayAnswer} · without an answer: {noAnswer}',
    useHelpful: 'Helpful: {helpful} · not helpful: {unhelpful}',
    useWeekly: 'Questions a week, the latest last: {numbers}',
    useRecurring: 'Asked again and again, without an answer',
    useDays: { one: 'on {n} day', other: 'on {n} days' },
    useDisliked: 'Did not help',
    useShared: 'Shared most',
    useAllReached: {
      one: 'The {n} article was found or quoted.',
      other: 'All {n} articles were found or quoted.',
    },
    useUnreached: {
      one: 'Nobody came upon {n} of the {of} articles',
      other: 'Nobody came upon {n} of the {of} articles',
    },
    useMore: { one: '… and {n} more', other: '… and {n} more' },
    digestTitle: 'The week: {days}',
    digestBefore: 'the week before: {count}',
    digestMore: 'More with {stats} and {gaps}. Who asked is not kept.',
    digestForbidden:
      'The last weekly digest could not be posted in {channel}: I may not write there. I try again next week.',
    digestMissing:
      'The last weekly digest could not be posted: its channel, {channel}, is gone. Another one can be chosen.',
    cancelled: 'Nothing was changed.',

    messagesUsed:
      'From now on, our direct messages are answered from the articles of {name}, too. For that I keep your id and the id of this server, nothing else, until you stop it: with the button below, or in our direct messages with {command}. Whoever leaves the server no longer sees its articles.',
    messagesStopped:
      'Stopped. Our direct messages are not answered from the articles of {name} any more, and that you chose them is forgotten.',
    settingsTitle: 'Settings of this server',
    settingsHint: 'What you choose is kept at once; to undo it, choose again.',
    settingsNoChannel: 'Nowhere: choose a channel',
    settingLanguage: 'Language of what everyone sees',
    settingLanguageHint: 'What only one person sees is in that person’s language.',
    settingLanguageServer: 'As the server',
    settingMentions: 'When somebody mentions me',
    settingMentionsHint: 'Commands and direct messages work either way.',
    settingMentionsOn: 'I answer',
    settingMentionsOff: 'I stay silent',
    settingVisible: 'Where `visible: true` shows answers to everyone',
    settingVisibleHint: 'Elsewhere only the person who asked sees them. Sharing stays possible.',
    settingVisibleEverywhere: 'Everywhere',
    settingVisibleChannels: 'Only in chosen channels',
    settingVisibleNowhere: 'Nowhere',
    settingVisibleWhich: 'Choose channels (and their threads)',
    settingAnnouncements: 'Where new articles are announced',
    settingAnnouncementsHint:
      'Those of sources that name no channel of their own. As soon as you choose one, I post a line there.',
    settingDigest: 'Where the weekly digest is posted',
    settingDigestHint:
      'What was asked and what was missing. As soon as you choose one, I post a line there.',
    settingTheme: 'Background of quote cards',
    settingThemeHint: 'Of quotes that are shared as pictures.',
    settingThemeUsual: 'As whoever shares likes',
    settingThemeLight: 'Light',
    settingThemeDark: 'Dark',
    settingAccent: 'Accent of quote cards',
    settingAccentHint: 'The bar beside the quote.',
    settingAccentUsual: 'As usual (blue)',
    'settingAccent.blue': 'Blue',
    'settingAccent.teal': 'Teal',
    'settingAccent.green': 'Green',
    'settingAccent.olive': 'Olive',
    'settingAccent.amber': 'Amber',
    'settingAccent.orange': 'Orange',
    'settingAccent.red': 'Red',
    'settingAccent.pink': 'Pink',
    'settingAccent.purple': 'Purple',
    'settingAccent.grey': 'Grey',
    formAccent: 'Colour',
    formAccentHint:
      'As #rrggbb, such as #0d8f85. It has to stand out from the background of the cards.',
    channelElsewhere: '{channel} is not a channel of this server. Nothing was changed.',
    channelUnseen:
      'I cannot see {channel}. Give me View Channel there and choose it again. Nothing was changed.',
    channelForbidden:
      'I may not write in {channel}. Give me View Channel and Send Messages there and choose it again. Nothing was changed.',
    channelMissing: 'There is no such channel any more. Nothing was changed.',
    channelRefused: 'Discord does not let me post in {channel}. Nothing was changed.',
    accentUnread: '“{typed}” is not a colour as #rrggbb. Nothing was changed.',
    accentFadesLight:
      '{colour} is too pale for light cards: it needs a contrast of 3:1 to their background. Nothing was changed.',
    accentFadesDark:
      '{colour} is too dark for dark cards: it needs a contrast of 3:1 to their background. Nothing was changed.',
    announcementsHere: 'New articles are announced in this channel from now on.',
    digestHere:
      'The weekly digest comes here: on Mondays between 9:00 and 10:00 UTC, how the articles were used. There is none for a week in which nothing was asked.',
    visibleNowhere: 'Only you see this: on this server `visible: true` may not be used.',
    visibleOnlyIn:
      'Only you see this: on this server `visible: true` may be used in {channels} only.',
    collectionTitle: 'Articles of {name}',
    collectionNone:
      'This server has no articles of its own yet. The first one that is added with {command} is the beginning.',
    collectionSeesDefault: 'Members see the general articles, too.',
    collectionHidesDefault: 'Members see only the articles of this server.',
    collectionIsDefault:
      '{command} changes the general articles here, which other servers see, too.',
    collectionOfOperator: 'Only whoever runs the bot can delete them as a whole.',
    useOf: '{what}: {use} of {max}',
    useFree: '{what}: {use}',
    'use.articles': 'Articles',
    'use.passages': 'Passages',
    'use.bytes': 'Size of the files',
    'use.sources': 'Sources',
    'use.waiting': 'Articles that wait',
    'use.questions': 'Questions in the last minute',
    formDeleteAll: 'Delete everything?',
    formDeleteTitle: 'Type the title to confirm',
    formDeleteHint: 'All articles and sources go, what waits and what was asked, for good.',
    deletedAll: 'Deleted for good: all articles of {name}, and all that was kept with them.',

    blocked: 'Not posted: the word filter of this server does not let it through.',
    notPermitted: 'Discord does not let me do this here.',
    failed: 'Something went wrong on my side. If it happens again, tell whoever runs me: {id}',
  },

  refusals: {
    badSetting: '{name} {reason}.',
    badModelName:
      'EMBEDDING_MODEL is not a model’s name: write {bundled}, or organisation/name as on the hub.',
    modelUnavailable: 'The model {model} cannot be loaded: {reason}.',
    modelAway: {
      one: 'The model {model} has not run for a minute, so Footnote ends.',
      other: 'The model {model} has not run for {n} minutes, so Footnote ends.',
    },
    embedderClosed: 'The embedding model was closed.',
    embedderStopped: 'The embedding model stopped again and again.',
    readingBusy: {
      one: '{n} file is waiting to be read already. Please try again in a minute.',
      other: '{n} files are waiting to be read already. Please try again in a minute.',
    },
    readingUnavailable: 'Files cannot be read just now. Please try again in a minute.',

    formTooLate: 'That took too long. Please press the button again.',
    databaseAway: 'The database cannot be reached just now. Please try again in a minute.',
    databaseRefused: 'The database at {host} (DATABASE_URL) cannot be used: {reason}.',
    databaseTooOld: 'The database is PostgreSQL {found}: it has to be {needed} or newer.',
    vectorNotInstalled:
      'The database server has no pgvector: install pgvector {needed} or newer there (its package is called postgresql-…-pgvector).',
    vectorNotCreated:
      'The extension pgvector is not in this database, and the bot may not put it there: have a superuser run “{sql}” in it.',
    vectorTooOld:
      'The database has pgvector {found}: it has to be {needed} or newer. Install that on the server, then run “{sql}” in the database.',
    databaseNewer:
      'The database belongs to a newer Footnote (its migration {found}; this one knows {known}): install that one.',
    writtenByNewer:
      'A newer Footnote ({version}) writes these articles: this one leaves them as they are, and goes on answering out of what it knows.',
    databaseOtherwise:
      'The database was made by another version of the migration {name}: it does not fit this Footnote.',
    migrationsBusy: {
      one: 'Another process has been changing the database for more than {n} second: look at what it does, and start again.',
      other:
        'Another process has been changing the database for more than {n} seconds: look at what it does, and start again.',
    },
    migrationFailed: 'The migration {name} of the database failed: {reason}.',
    leaseLost: 'Another process has taken over meanwhile ({lease}): nothing was written.',

    tokenMissing: 'DISCORD_TOKEN is not set: set it in .env first.',
    tokenRefused:
      'DISCORD_TOKEN was refused by Discord: copy the bot’s token from its page in the Developer Portal.',
    shardRefused:
      'Discord refused the number of the connection (close code 4010): please report it.',
    shardingRequired:
      'Discord wants this bot to be split into more connections (close code 4011): set SHARDS to auto or to a higher number.',
    gatewayVersionRefused:
      'Discord no longer speaks this version of its gateway (close code 4012): install a newer Footnote.',
    intentsInvalid:
      'Discord does not know an intent that the bot asks for (close code 4013): install a newer Footnote.',
    intentsDisallowed:
      'Discord does not allow this bot an intent that it asks for (close code 4014): see “Privileged Gateway Intents” on its page in the Developer Portal.',
    notInServer:
      'DISCORD_GUILD_ID names a server that the bot is not in ({server}): invite it there first.',
    notDiscord:
      'DISCORD_API_URL ({url}) does not answer as Discord does: it must be the root of its REST API.',
    discordUnreachable: 'Discord cannot be reached: check the network and try again.',
    discordUnreachableAt:
      'Discord at {url} (DISCORD_API_URL) cannot be reached: check the network and try again.',

    folderMissing: 'The articles folder {folder} does not exist.',
    folderClosed: 'The articles folder {folder} cannot be opened: {reason}.',
    folderIsFile: 'The articles folder {folder} is a file, not a folder.',
    folderNotMade: 'The folder {folder} cannot be made.',
    dataNotMoved: '{from} could not be moved to {to}, where it belongs now ({code}).',
    dataAmongArticles: 'DATA_DIR must not lie in ARTICLES_DIR when articles are added or removed.',
    alreadyRunning:
      'Another Footnote runs with the data in {folder}: stop it first, or set another DATA_DIR.',
    stateNotLocked: 'The folder {folder} could not be locked ({code}): check its permissions.',
    notRunning: 'No Footnote runs with the data in {folder}.',
    statusSilent: 'The Footnote that runs with the data in {folder} does not answer.',
    notIndexed: '{file} was not indexed: {reason}.',
    savedFileUnusable: 'The saved file {file} cannot be used.',
    fileNotWritten: 'The file {file} could not be written.',
    snapshotUnusable: 'The saved index is not used: {reason}.',

    noArticles: 'There are no articles to answer from yet.',
    readingStarts: 'I am just starting to read the articles. Please ask again in a moment.',
    reading:
      'I am still reading the articles: {done} of {total} files. Please ask again in a moment.',
    indexing:
      'I am still getting the articles ready: {done} of {total} passages. Please ask again in a moment.',
    quotesReading: 'I am still reading the articles for quotes. Please ask again in a moment.',
    takesLonger:
      'The articles take longer to read than I can wait with an answer. Please ask again later.',
    restarting: 'I am being restarted. Please ask again in a minute.',

    onlyNoise: 'There is no question in this: links, emoji and mentions alone ask for nothing.',
    talkGreetings: 'Hello! Ask me something about the articles. {examples}',
    talkThanks: 'You’re welcome! Ask on whenever you like. {examples}',
    talkReactions: 'I’m here for questions about the articles. {examples}',
    talkAboutBot:
      'I answer questions with passages of the articles here, word for word and with their source; I make nothing up. {examples}',
    questionTooShort: 'Please ask with at least {min} characters.',
    questionTooLong: 'Please ask in at most {max} characters; this was {length}.',
    countRange: 'Please choose a count from {min} to {max}.',
    badDate: 'I do not understand the date “{typed}”. Write it as 2024, 2024-11 or 2024-11-05.',
    datesCrossed: 'The first date is after the second: {since} is later than {until}.',
    unknownPublisher: 'No article is by “{publisher}”. Pick one of those that appear as you type.',
    unknownArticle:
      'I have no article called “{article}”. Pick one of those that appear as you type.',
    noSuchArticle: 'There is no such article. Pick one from the list.',
    articleGone: 'This article is not here any more.',
    citeUnknown: 'No passage has this citation id. Ids look like k3m9ta-x7q2vd.',
    noLink: 'The article has no address on the web to link to.',
    notVerbatim:
      'The text of [{id}] in {file} is not the one that was indexed, so it is not quoted.',
    sourceChanged: 'The source has changed since, so this is not quoted. Please ask again.',
    sourceChangedOn:
      'The source has changed since ({at:day}), so this is not quoted. Please ask again.',
    cardGlyphs:
      'This cannot be drawn as a picture: no font here has {characters}. Share it as text.',
    cardTooLong: 'This does not fit on a picture in full. Share it as text.',
    cardNoFiles:
      'Pictures cannot be posted in this channel: I lack the permission Attach Files here. Share it as text.',
    cardAway:
      'The picture could not be drawn just now. Share it as text, or try again in a moment.',
    quoteNowhere: 'These words aren’t in the articles, so I won’t quote them.',
    quoteTooLong: 'Please give a quote of at most {max} characters; this was {length}.',
    noSentence: 'No sentence of the articles has these words.',
    nothingToVerify: 'Give a text to verify, or a draft with --file.',
    verifyNothing: 'There is nothing to check in this message.',
    findNothing: 'This message has no words to look for.',
    findNone: 'No passage of the articles seems related to this message.',

    serverOnly: 'This works in a server only.',
    homeOnly: 'This works only in a server that I was added to and whose articles these are.',
    addedOnly: 'This works only in a server that I was added to.',
    manageServerOnly: 'Only members with the permission Manage Server can do this.',
    managersElsewhere:
      'Manage Server alone does not give this right any more: only the owner of this bot can do this here. To let the members with Manage Server do it, the owner adds the id of this server, {server}, to MANAGER_GUILD_IDS.',
    noOwnArticles: 'This server has no articles of its own.',
    chosenEnough:
      'You use the articles of {max} servers in our direct messages already. Please stop using one of them first.',
    waitsEnough:
      'You are waiting for the answers to {max} questions already. Press **Never mind** at one of them first.',
    titleNotTyped: 'Nothing was deleted. To delete everything, type the title as it is: {title}',
    operatorDeletes: 'Only whoever runs the bot can delete these articles as a whole.',
    notYoursToRemove:
      'Only the person who shared this, or a member with Manage Messages, can remove it.',
    unavailable: 'This is not set up here.',
    gapGone: 'That question is not kept any more.',
    answersNotWritten: 'answers.yaml could not be written: {reason}.',
    answersBroken:
      'answers.yaml has a mistake in line {line} ({reason}), so nothing is written to it.',
    tooManyPins: 'There are {n} pinned answers already: that is as many as there may be.',
    noSuchPin: 'No answer is pinned to that question. Pick one from the list as you type.',
    pinInFolder:
      'This answer stands in the answers.yaml of a folder: only whoever runs the bot can change it.',
    pinDraftGone: 'That preview is gone: it was used, thrown away, or a day has passed.',
    pinSaysNothing:
      'That question names nothing by which it could be recognised. Please write it out.',
    pinElsewhere: 'That passage is not in the articles that you look after here.',
    pinNoPassage: 'No passage has that id, and no sentence has these words.',
    gapsNone:
      'No question went unanswered in the time that is kept, and nobody called an answer not helpful.',
    oldButton: 'This button is from an older version. Please ask again.',
    unknownCommand: 'I do not know this command (any more). Typing / shows what I can do.',
    notConfirmed:
      'Discord did not tell me whether this was posted. Please look in the channel before you try again.',
    slowDown: {
      one: 'That was quick! Please wait {n} second and try again.',
      other: 'That was quick! Please wait {n} seconds and try again.',
    },

    addOneSource: 'Please give either a file or an address, and not both.',
    addNotFromDiscord: 'I only take files that were uploaded to Discord.',
    addTooLarge: 'This file is too large: at most {max:bytes} are taken.',
    addFetchFailed: 'The file could not be fetched from Discord. Please try again.',
    notAdded: '{name} was not added: {reason}.',
    namelessNotAdded: 'The file was not added: {reason}.',
    notWaiting: 'That article is not waiting any more: it was kept, discarded, or waited a day.',
    severalNotChosen: {
      one: 'This file holds {n} article and is kept or discarded as a whole.',
      other:
        'This file holds {n} articles, so it is kept or discarded as a whole: nothing of it can be chosen or corrected.',
    },
    changedMeanwhile:
      'Somebody has changed this meanwhile, so it was not kept. Please look at it again.',
    nothingLeft:
      'Nothing of the article would be left. Keep at least one paragraph, or discard it.',
    choicesNotKept:
      'With these choices the article cannot be written so that it reads the same again, so it was not kept. Please leave out less, or correct the file and add it anew.',
    keepNothing:
      'This message has no words that could be kept. Files can be added with `/articles add`.',
    notExpected: '“{value}” is not {expected}.',
    noSuchLine: 'There is no line {line}: the preview has {max}.',
    tooMuchWaiting:
      'Too much waits to be kept or discarded: at most {n} articles and {max:bytes}. Decide on some of them first; after a day they are thrown away.',
    tooMuchWaitingOfYours:
      'Too many of your articles wait to be kept or discarded: at most {n} do. Decide on some of them first; after a day they are thrown away.',
    articleNotWritten: 'The article could not be written to the articles folder.',
    noSuchFile: 'There is no article file {file} in the articles folder.',
    severalArticles: {
      one: '{file} holds {n} article, which can only be removed with it.',
      other: '{file} holds {n} articles, which can only be removed together.',
    },
    notRemoved: '{file} could not be removed from the articles folder.',
    removedInFolder:
      '{file} is in a folder that whoever runs this bot keeps: it has to be removed there.',
    readInPlace:
      '{file} is read from a folder of its own, in which I never change anything. Take it out there.',
    notRestorable:
      'That cannot be put back (any more): it is back already, or was removed more than 30 days ago.',
    restoreThere:
      'Nothing was put back: the same text is in the articles already, as “{title}” ({file}).',
    notRestored: '{file} could not be put back into the articles folder.',
    nothingRemoved: 'There is nothing to put back: nothing was removed in the last 30 days.',
    unknownRemoved:
      'Nothing that was removed in the last 30 days is called “{article}”. Please choose from the suggestions.',
    notAmongRemoved: 'Nothing named {file} was removed in the last 30 days.',

    noAddress: 'That is not an address of a page.',
    addressNotHttp: 'Only http and https addresses can be added.',
    addressWithPassword: 'Addresses with a user name or password in them are not fetched.',
    addressNotPublic: 'That address is not on the public web.',
    machineNotPublic: 'That address names a machine that is not on the public web.',
    leadsInside: 'That address leads to a machine that is not on the public web.',
    portNotWeb: 'Port {port} belongs to another service than the web.',
    pageMissing: '{host} has no page at that address.',
    pageForbidden: '{host} does not show that page to Footnote ({status}).',
    pageNotSent: '{host} did not send the page ({status}).',
    redirectNowhere: '{host} leads on to no address.',
    redirectInsecure: '{host} leads on to an address without https.',
    tooManyRedirects: {
      one: 'The address leads on and on: more than {n} redirect.',
      other: 'The address leads on and on: more than {n} redirects.',
    },
    foreignContent: 'The address leads to {type}; articles are {endings:or} files.',
    pageTooSlow: 'The page was not there after {n} s and is not waited for.',
    fetchStopped: 'Fetching the page was stopped.',
    noSite: 'There is no site at {host}.',
    noConnection: '{host} does not take connections.',
    badCertificate: '{host} has no valid certificate, so the page was not fetched.',
    pageDamaged: '{host} sent a damaged page.',
    connectionBroke: 'The connection to {host} broke off.',
    pageTooLong: 'The page is longer than the {max:bytes} that can be added.',
    unknownCompression: 'The page comes in a compression that nobody asked for.',

    noSuchSource: 'There is no source named {name}.',
    noSources: 'There are no sources yet.',
    sourceThere: 'That address is a source already: {name}.',
    sourceNameTaken: 'The name {name} belongs to another source or to a folder of articles.',
    badSourceName: 'A source is named with lower-case letters, digits and hyphens, {max} at most.',
    tooManySources: 'There are {n} sources already; there can be no more.',
    quotaArticles: 'No more articles fit here: {use} of {max} are there.',
    quotaPassages: 'This is more than fits here: {use} of {max} passages are there.',
    quotaBytes: 'This is more than fits here: {use:bytes} of {max:bytes} are taken.',
    quotaSources: 'No more sources fit here: {use} of {max} are there.',
    quotaWaiting: 'No more articles can wait here, {max} at most: keep or discard some first.',
    quotaQuestions: {
      one: 'Here {max} questions a minute are answered; the next one can be asked in {n} second.',
      other:
        'Here {max} questions a minute are answered; the next one can be asked in {n} seconds.',
    },
    collectionNotMade: 'No folder could be made for the articles of this server: {reason}.',
    collectionNotWritten: 'collection.yaml could not be written: {reason}.',
    collectionBroken:
      'collection.yaml cannot be read (line {line}: {reason}), so it was left as it is.',
    collectionUnconfirmed: 'The collection {name} was not deleted: give --yes to delete it.',
    collectionNotDeleted: 'The collection {name} was not deleted: {reason}.',
    defaultNotDeleted:
      'The default collection is the articles folder itself: delete its files yourself.',
    botHasCollections: 'A bot is running with these collections: stop it first.',
    collectionInFolder:
      'The articles of {name} are in a folder, so only whoever runs the bot can delete them.',
    noSuchCollection: 'There is no collection {name}.',
    exportThere: '{file} is there already.',
    moveBusy:
      'Others are working with the database (processes or leases of theirs: {count}): stop all bots and writers first.',
    moveTargetUsed: 'Something is in {place} already: move into a place where nothing is.',
    moveFileDiffers:
      '{file} in {folder} is not the file that is in the database: take it out of the folder first.',
    moveFilesMissing:
      'Files that belong to the folder are not in {folder}, {file} among them (in all: {count}): put them there first.',
    moveFilesMore:
      'Files in {folder} are not in the database, {file} among them (in all: {count}). They would be articles again: take them out first.',
    moveDiffers:
      'What has arrived of the collection “{name}” is not what was sent ({what}): run the same command again.',
    sourceFolderMissing: 'The folder of the source {name} does not exist: {folder}.',
    sourceInFile:
      '{name} stands in the sources.yaml of a folder: only whoever runs the bot can change it.',
    sourceOnMachine:
      '{name} is a folder of the machine that the bot runs on: only sources.yaml can change it.',
    sourcesNotWritten: 'sources.yaml could not be written: {reason}.',
    sourcesBroken:
      'sources.yaml has a mistake in line {line} ({reason}), so nothing is written to it.',
    previewGone: 'That preview is gone: it was used, thrown away, or a day has passed.',
    notASource: 'What {host} sent cannot be used as a source: {reason}.',
    robotsForbid: '{host} asks programs not to fetch that address (robots.txt).',
    robotsSilent: '{host} does not say now what may be fetched (robots.txt), so nothing is.',
    siteAsksToWait: {
      one: '{host} asks to be left alone for {n} minute.',
      other: '{host} asks to be left alone for {n} minutes.',
    },
    pageGoneForGood: '{host} says that the page is gone for good.',
    fetchedNotWritten: 'Fetched articles cannot be written to the folder {folder}: {reason}.',
    botLooksItself:
      'The bot is running and looks after its sources itself: please use /sources in Discord.',
    announceElsewhere: 'New articles can only be announced in a channel of this server.',
    announceUnseen: 'I cannot see that channel, so I could not announce anything in it.',
    sourceUnconfirmed: 'The source {name} was not removed: give --yes to remove it.',
    badSourceFlag: '{field} “{value}” is not {expected}.',

    fileUnreadable: 'The file {file} cannot be read.',
    noPlainFile: '{file} is a device, a pipe or a socket; only files are read.',
    draftNotText: 'The draft {file} is not UTF-8 text.',
    draftTooLarge: 'The draft {file} is larger than {max:bytes}.',
    removalUnconfirmed: '{file} was not removed: give --yes to remove it.',
    badGuildFlag: '--guild must be a server id, a number of 17 to 20 digits.',
    sharedMissing: '--shared names a folder that does not exist: {folder}.',
    badDatasetLine: 'Line {line} of {file} is not a question or article as expected.',
    setMissing: 'There are no questions of the set {set} to measure with.',
    fileUnwritable: '{file} cannot be written.',
    playgroundPortTaken: 'Port {port} on {host} is in use: set PLAYGROUND_PORT to another one.',
    playgroundNotListening:
      "The playground can't listen on {host}:{port}: check PLAYGROUND_HOST and PLAYGROUND_PORT.",
    healthPortTaken: 'Port {port} on {host} is in use: set HEALTH_PORT to another one.',
    healthNotListening:
      "Health checks can't be served on {host}:{port}: check HEALTH_HOST and HEALTH_PORT.",
    pagePortTaken: 'Port {port} on {host} is in use: set READER_PORT to another one.',
    pageNotListening:
      "The reader page can't be served on {host}:{port}: check READER_HOST and READER_PORT.",
    standInNotListening: "The stand-in for Discord can't listen on {host}:{port}.",
    pageNotBuilt: 'The playground’s page is not built: run npm run build.',
    noSidePanel: 'This playground was started without its side panel.',
    passageGone: 'No article has this passage any more.',
    nothingAsked: 'Ask something first, then look here.',
    malformedRequest: 'This request is malformed.',
    moderatorTokenMissing: 'Acting as the moderator needs the token that was printed at start.',
    moderatorTokenWrong: 'That is not the token that was printed at start.',
    fileTooLarge: 'This file is too large.',
    noResponse: 'The application did not respond in time.',
    messageUnseen: "This message can't be seen here.",
    formUnseen: "This form can't be seen here.",
    channelUnseen: "This channel can't be seen here.",
    noSuchPerson: 'There is no such person here.',
    noSuchCommand: 'There is no command "{name}" here.',
    noSuchSubcommand: 'There is no command "/{command} {word}".',
    notPressable: 'This can no longer be pressed.',
    noMenuHere: 'Private replies have no menu of commands.',
    mayNotWrite: 'You do not have permission to write here.',
    mayNotDelete: 'You do not have permission to delete this.',
    notDismissible: 'Only private replies can be dismissed.',
    fieldWithoutType: 'This form has a field without a type.',
  },

  reasons: {
    askTwo: 'For example: “{first}” or “{second}”',
    askOne: 'For example: “{first}”',
    askAnything: 'What would you like to know?',
    empty: 'it is empty',
    blank: 'it holds nothing but white space',
    tooLarge: 'it is {size:bytes}, more than the {max:bytes} an article may have',
    tooLargeToAdd: 'it is longer than the {max:bytes} that can be added',
    foreignFormat: 'it is {format}, not text',
    pdfDocument: 'a PDF document',
    zipArchive: 'a ZIP archive or Office document',
    pngImage: 'a PNG image',
    jpegImage: 'a JPEG image',
    gifImage: 'a GIF image',
    gzipArchive: 'a gzip archive',
    oldOffice: 'an old Office document',
    rtfDocument: 'an RTF document',
    rarArchive: 'a RAR archive',
    sevenZip: 'a 7z archive',
    binary: 'it is binary data, not text',
    notArticleFile: 'articles are {endings:or} files',
    notAddable: 'articles are {endings:or} files',
    saveAs: 'files of this kind are not read; saved as {endings:or} it can be',
    severalOfOtherSites:
      'several articles in it say that they are from {claimed}, but it was fetched from {fetched}; to vouch for them, upload it as a file',
    tooManyLines: 'it has more than {max} separate lines',
    tooManyRows: 'it has more than {max} rows',
    tooManyTags: 'it has more tags, or deeper ones, than a page has',
    framesOnly:
      'it holds nothing but frames; their pages are {pages}, and each can be added by itself',
    unparsable: 'its markup could not be parsed',
    noParagraph: 'no paragraph of an article was found in it',
    draft: 'it is marked as a draft',
    patternTooWild: 'its pattern “{pattern}” has too many stars and is not heeded',

    noPermission: 'its permissions do not allow reading it',
    gone: 'it is gone',
    linkLoop: 'its links go round in a circle',
    isFolder: 'it is a folder',
    notFolder: 'it is not a folder',
    isDevice: 'it is a device, a pipe or a socket',
    linkOutside: 'it is a link that leads out of the articles folder',
    tooDeep: 'it is more than {max} folders deep',
    folderNameTaken: 'there is a folder of that name among the articles',
    moreFilesThan: 'there are more files in it than the {max} that are read',
    systemSays: 'the system says {code}',
    systemSaysNothing: 'the system says no more than that it failed',
    foreignWords: '{said}',

    readingTooSlow: 'reading it took longer than {n} s',
    readingTooBig: 'reading it takes more memory than there is for it',
    unreadable: 'it could not be read',
    encrypted: 'it is encrypted with a password',
    documentDamaged: 'it is damaged, or not what its name says',
    zipTooMuch: 'it unpacks to more than is read of one document',
    pdfDamaged: 'it is damaged, or no PDF at all',
    pdfTooManyPages: 'it has {n} pages, more than the {max} that are read',
    tooMuchText: 'it has more text than an article may have',
    pdfPagesDamaged: 'its pages are damaged',
    pdfOnlyPictures: 'it has no text, only pictures of pages (scanned without text recognition)',

    notWritable: 'you are not permitted to write there',
    diskFull: 'the disk is full',
    noFeed: 'it is not a feed',
    noSitemap: 'it is not a sitemap',
    namesNoPage: 'it names no page that fits',
    onlyBeginning: 'only the beginning of the article came',
    nearlyEmpty: {
      one: 'it has hardly any text ({n} character)',
      other: 'it has hardly any text ({n} characters)',
    },
    mostlyLeftOut: '{n} % of it was left out',
    noList: 'it is not a list',
    moreEntriesThan: 'there are more than {max} entries',
    noAnswerEntry: 'this is not an entry with “question:”, “citation:” and “words:”',
    unknownEntryKey: '{field} does not belong in an entry',
    entryLacks: '“{field}:” is missing',
    entryTooLong: '“{field}:” is longer than {max} characters',
    noCitationId: '{value} is not a citation id',
    sameQuestionAs: 'line {line} has this question already',
    noSynonymList: 'this is not a list of words such as “- [nato, alliance]”',
    oneSynonym: 'a list needs two or more words or phrases',
    noSynonym: 'this is not a word or phrase of at most {max} characters',
    longSynonym: 'a word or phrase may have {max} characters at most',
    moreSynonymsThan: 'a list may have {max} words or phrases at most; the others are left out',
    noSourceList: 'there is no list under “sources:”',
    noSourceKind: 'it names none of {kinds:or}',
    severalSourceKinds: 'it names {kinds}; a source has one of them',
    unknownSourceKey: '{field} is not a setting of a source',
    badSourceValue: '{field} “{value}” is not {expected}',
    timeFrom: 'a time from {min} to {max}, such as 30m, 6h or 2d',
    countUpTo: 'a whole number from 1 to {max}',
    countOrAge: 'a number of articles such as 200, or an age such as 90d',
    channelId: 'the id of a channel',
    plainName: 'a name of lower-case letters, digits and hyphens, {max} at most',
    addressPattern: 'a pattern of at most {max} characters, in which * stands for any',
    folderPath: 'a folder outside of the articles folder',
    sameSourceAs: 'it is the same source as in line {line}',
    sameNameAs: 'the name {name} is taken by the source in line {line}; give it a “name:”',
    moreSourcesThan: 'there are more than {max} sources',
    severalOfThatName: 'there are several files of that name, spelt differently',
    noSettings: 'there are no settings such as “title: …” in it',
    unknownSetting: '{field} is not a setting here',
    countFromZero: 'a whole number up to {max}, or none',
    trueOrFalse: 'true or false',
    pageShows: 'passages, articles or none',
    serverId: 'the id of a server',
    personOrRoleId: 'the id of a person or a role',
    moreIdsThan: 'there are more than {max} {field}',
    othersFolder: 'a folder of its name is there, which was not made for it',

    snapshotDamaged: 'it is damaged',
    snapshotFileDamaged: 'its file {file} is damaged',
    snapshotMiscounted: 'its counts do not match',
    snapshotOtherModel: 'it was made with the model {found}, not {wanted}',
    snapshotModelChanged: 'the model {model} has changed since',
    snapshotOtherVersion: 'it was made by another version of Footnote',

    modelStopped: 'it stopped',
    modelHung: 'it gave no sign of life for {n} s',
    modelStoppedLoading: 'it stopped while loading',
    modelLoadsTooLong: 'it was not loaded within {n} s',
    modelNotBundled: 'no such model is bundled',
    modelFileMissing: 'its file {file} is missing',
    modelNotForText: 'it is not a feature-extraction model for text (it has no {file})',
    modelNoWeights: 'it has neither {quantized} nor {full}',
    modelTokenizerDamaged: 'its tokenizer file is damaged or unknown ({said})',
    modelDamaged: 'its model file is damaged or of an unknown kind ({said})',
    modelOfOtherKind: 'it is not a feature-extraction model',
    modelBadVector: 'it returned a vector that is zero or not a number',
    hubUnknownModel: 'the hub knows no such model',
    hubNoFile: 'the hub has no such file',
    hubSignIn: 'the hub wants a sign-in for it, or knows no such model',
    hubWait: 'the hub asks to wait; try again later',
    hubStatus: 'the hub answered with status {status}',
    hubSilent: '{host} does not answer',
    hubDamaged: '{host} sent a damaged {file}',
    hubUnreachable: 'it is not downloaded yet and {host} cannot be reached',
    hubBrokeOff: 'the download of {file} from {host} broke off',
    modelNotWritten: '{file} cannot be written to the model folder ({code})',

    mustBeHttp: 'must be an http or https address',
    mustBePort: 'must be a whole number from 0 to {max}',
    mustBeProxies: 'must be a whole number from 0 to {max}: how many proxies stand before the page',
    mustBePublicUrl:
      'must be an http or https address without ? and #, as people reach the reader page',
    mustBeHosts: 'must be hosts such as wiki.example or 10.0.0.5:8080, parted by commas',
    mustBeDatabase:
      'must be the address of a PostgreSQL database, as postgres://user:password@host/name',
    mustBeDatabases:
      'must be addresses of PostgreSQL databases (postgres://user:password@host/name), parted by commas',
    needsSetting: 'is of no use without {setting}',
    needsNumber: 'is of no use where {setting} is no number',
    mustBeServerId: 'must be a server id, a number of 17 to 20 digits',
    mustBeServerIds: 'must be server ids, numbers of 17 to 20 digits, parted by commas',
    mustBeToken: 'must be a bot token, without spaces, quotes or the word “Bot”',
    mustBeModelName: 'must be a model name such as Xenova/all-MiniLM-L6-v2',
    mustBeTrueOrFalse: 'must be true or false',
    mustBeDays: 'must be a whole number of days from 1 to 9999',
    mustBeShards: 'must be auto or a whole number from 1 to {max}',
    mustBeShardIds: 'must be numbers or ranges of them, parted by commas, such as 0,2-3',
    mustBeShardsOf: 'must be numbers from 0 to {last}, since SHARDS is {count}',
    mustBeQuotas: 'must be numbers, or none, such as articles=500,sources=none; there are {names}',
    mustBeMegabytes: 'must be a whole number of megabytes from 1 to {max}',
    mustBeOneOf: 'must be one of {names:or}',

    textUpTo: 'a text of at most {max} characters',
    calendarDate: 'a full calendar date',
    webAddress: 'an absolute http(s) address',
    languageTag: 'a language tag such as en or ru',
    knownLanguage: 'the name or tag of a language',
    yamlIndent: 'the indentation is wrong',
    yamlDuplicateKey: 'a key stands there twice',
    yamlMissing: 'a quotation mark, bracket or comma is missing',
    yamlColon: 'a value with a colon in it must stand in quotation marks',
    yamlOther: 'it is not valid YAML',
    tomlOther: 'it is not valid TOML',

    part: '{file} (article {part})',
  },

  notices: {
    inFile: '{file}: {warning}.',
    sameTitle: '{places} have the same title “{title}”; all are indexed.',
    sameText: '{places} hold the same text; all are indexed.',
    inEditorial: '{file}, line {line}: {reason}.',
    inSources: 'sources.yaml, line {line}: {reason}.',
    inCollection: '{file}, line {line}: {reason}.',
    ofCollection: 'In the collection {collection}: {notice}',
    collectionHidden:
      'The articles of the collection {collection} are shown to nobody until its collection.yaml can be read.',
    collectionFails: 'The collection {collection} could not be opened: {reason}',
    collectionFull: 'The collection {collection} takes nothing more. {quota}',
    collectionDeleted: {
      one: 'The collection {collection} was deleted: {n} day ago the bot left its server.',
      other: 'The collection {collection} was deleted: {n} days ago the bot left its server.',
    },
    collectionStays:
      'The collection {collection} could not be deleted, which is tried again: {reason}',
    sourceFails: 'The source {source} is not well. {problem}',
    sourceWell: 'The source {source} is well again.',
    indexBuiltAnew: '{refusal} It is built anew.',
    notReadAgain: 'The articles could not be read again: {reason}',
    removalsHeld:
      '{n} of {total} article files are gone from the articles folder. In case the folder itself is, they are kept: if they are meant to go, run “{command}”.',
    indexNotSaved: 'The index could not be saved, and works all the same: {reason}',
    managersOf:
      'The articles can be changed by the owner of the bot, their team, and members with Manage Server of {servers}.',
    managersOwner: 'The articles can be changed by the owner of the bot and their team.',
    managersOwnerOnly:
      'The articles can be changed by the owner of the bot and their team alone: Manage Server does not give that right by itself any more. To let the members with Manage Server of a server do it, put its id into MANAGER_GUILD_IDS.',
    modelRenamed:
      'The model {former} is not bundled any more: in EMBEDDING_MODEL its name stands for {model}.',
    readerUnavailable: '{refusal} Questions are answered without it.',
    databaseAwaited: 'The database at {host} is not to be had yet ({reason}): I go on trying.',
    noCards:
      'Quotes cannot be drawn as pictures on this system: there is no @takumi-rs/core for it. “Share as picture” is not offered; all else works.',
    exactSearch:
      'The package hnswlib-node is missing or does not load here, so that every passage is compared with a question: as good, and fast enough for some 50,000 passages.',
    dataMoved: 'What was in {folder} is sorted now: {state} is to be kept, {cache} can be deleted.',
    pageAwaited: '{refusal} I go on trying, and do everything else meanwhile.',
    pageOfNone:
      'The reader page shows nothing yet: a collection opts in by “page: passages” or “page: articles” in its collection.yaml.',
    pageForwarded:
      'Visitors of the reader page come through a proxy, and all count as one: set READER_PROXIES to how many proxies stand before it.',
    playgroundOpen:
      'Warning: the playground listens on {host}, so that others can reach it and ask there as a member.',
    playgroundModerator: 'To act as the moderator there, open this; keep it to yourself: {url}',
    copyingFiles: 'Copying files',
    readingFiles: 'Reading files',
    embeddingPassages: 'Embedding passages',
    askingSet: 'Asking {set}',
    downloading: 'Downloading {model} {file} (kB)',
  },

  warnings: {
    brokenCharacters:
      'the text is not valid UTF-8: {n} broken characters, the first in line {line}',
    readAs: 'the text is not valid UTF-8 and was read as {encoding}',
    noByteOrderMark: 'the text has no byte order mark and was read as {encoding}',
    readAsPlain: 'the text has more markup than a Markdown article has and was read as plain text',
    readAnew: 'the text has so many marks that parts of it were read anew',
    paywalled:
      'the page says that only subscribers can read all of it: what follows may be its beginning alone',
    saysOtherSite:
      'it says of itself that it is from {claimed}; it was fetched from {fetched}, and that is what is cited',
    saysOtherPublisher:
      'it says of itself that it is from {claimed}, published by {publisher}; it was fetched from {fetched}, and that alone is cited',
    fieldNotText: 'front matter: {field} is not a text and was ignored',
    badField: 'front matter: {field} “{value}” is not {expected} and was ignored',
    frontMatterBroken: 'the front matter does not parse (line {line}: {reason}) and was ignored',
    frontMatterTooDeep: 'the front matter does not parse (aliases or deep nesting) and was ignored',
    frontMatterNoKeys: 'the front matter is not a list of keys and was ignored',
    frontMatterUnclosed: 'the front matter has no closing --- and was ignored',
    pagesDamaged: '{n} of {total} pages are damaged',
    pagesEmpty: '{n} of {total} pages have no text',
    datedByFile: 'the date is the one on which the file was made',
    datedByPrint: 'the date in the file is that of the print, and was ignored',
    messageHidden: 'not everybody who may ask sees the channel that this message is in',
    messageSeenByUnknown: 'I cannot tell who sees the channel that this message is in',
    messageOnlyThere:
      'these words will also be shown outside this server, where nobody sees that channel',
    messageForwarded: 'the message passes on another one, and Discord does not say who wrote that',
    messageFiles: {
      one: '{n} attached file is not kept; `/articles add` takes files',
      other: '{n} attached files are not kept; `/articles add` takes files',
    },
    ofCompanion: '{file}: {warning}',
    companionUnread: '{file} was ignored: {reason}',
  },

  drops: {
    contentsList: 'table of contents of the page',
    aboutAuthor: 'about the author',
    links: 'links to other articles',
    comments: 'comments',
    commentForm: 'form for a comment',
    backToTop: 'link back to the top',
    navigation: 'menu of the site',
    cookieNotice: 'notice about cookies',
    newsletterBox: 'box for a newsletter',
    mailing: 'details of a newsletter',
    advertisement: 'advertisement',
    link: 'link of the page',
    previousNext: 'previous and next article',
    tags: 'tags',
    counter: 'counter',
    readingAids: 'reading aids',
    pictureCredit: 'picture credit',
    pictureCaption: 'picture caption',
    copyright: 'copyright notice',
    disclaimer: 'disclaimer',
    siteNotice: 'notice of the site',
    builderCode: 'code of a page builder',
    scriptCode: 'code of the page',
    bareLink: 'link without text',
    contactAddress: 'address or telephone number',
    followAuthor: 'link to follow the author',
    breadcrumb: 'path through the site',
    linkToArticle: 'link to another article',
    shareButtons: 'share buttons',
    pageSwitcher: 'page numbers',
    form: 'form',
    button: 'button of the page',
    footer: 'footer of the page',
    sideBox: 'box at the side',
    dialog: 'dialog box',
    hidden: 'hidden on the page',
    outsideMain: 'outside the main text of the page',
    leftOutByManager: 'left out by a manager',
    noteMark: 'mark of a note',
    references: 'list of references',
    lineNumber: 'line numbers of code',

    rule: 'dividing line',
    byline: 'byline (read as author and date)',
    dateLine: 'date line (read as the date)',
    label: 'label (read as metadata)',
    creditLine: 'credit line (read as publisher and date)',
    mailHeader: 'e-mail header',
    sourceNote: 'source note',
    pullQuote: 'pull quote: repeats line {line}',
    headlineRepeated: 'headline, repeated',
    kicker: 'kicker above the headline',
    dateline: 'dateline or kicker below the headline',
    strayLine: 'stray line after the article',
    headlineAlone: 'headline without text',
    headingAlone: 'heading without text',
    image: 'image',
    htmlComment: 'HTML comment',
    privateNote: 'private note',
    embedded: 'embedded file',
    noteQuery: 'query of a notes program',
    siteMarkup: 'markup of a site’s program',
    sourceComment: 'comment in the source',
    trackedDeletion: 'deleted text (tracked change)',
    reviewComment: 'comment of a reviewer',
    hiddenText: 'hidden text',
    pageHeader: 'header or footer of the pages',
    includedFile: 'text of another file',
    noteLabel: 'label of a note',
    pageCode: 'code of a page',
    frontMatterIgnored: 'front matter that was ignored',

    pageNumber: 'page number, page {page}',
    runningHeader: 'running header, page {page}',
    runningFooter: 'running footer, page {page}',
    tableOfContents: 'table of contents, page {page}',
    marginText: 'text on its side, in the margin, page {page}',
  },

  // The definitions of the commands are English.
  commandWords: {},

  locales: ['en-US', 'en-GB'],
  script: 'Latin',

  terms: {
    stopWords: words(`a about above after again against all also although am among an and any are as
at be because been before being below between but by can cannot could did do does doing done down
during each either else etc ever every for from further had has have having he hence her here hers
herself him himself his how however i if in into is it its itself just let may me might mine more
most must my myself neither no nor not now of off on once only onto or other others our ours
ourselves out over own per please rather same shall she should since so some such than that the
their theirs them themselves then there therefore these they this those though through thus to too
under until unto up upon us very was we well were what whatever when whenever where whereas wherever
whether which while who whoever whom whose why will with within without would yes yet you your yours
yourself yourselves`),
    letters: '',
    elision: null,
    ending: /(?:n['’ʼ]t|['’ʼ](?:s|re|ve|ll|d|m))$/u,
    readingMarks: null,
    spellings: [],
    irregular:
      baseForms(`arise:arose,arisen bear:bore,born,borne,birth beat:beaten become:became begin:began,begun
bind:bound bite:bit,bitten bleed:bled blow:blew,blown break:broke,broken bring:brought
build:built burn:burnt buy:bought catch:caught child:children choose:chose,chosen,choice come:came
cost:costs creep:crept deal:dealt die:died,death,dying,dead dig:dug draw:drew,drawn drink:drank,drunk
drive:drove,driven eat:ate,eaten fall:fell,fallen feed:fed feel:felt fight:fought find:found
flee:fled fly:flew,flown foot:feet forbid:forbade,forbidden forget:forgot,forgotten
freeze:froze,frozen get:got,gotten give:gave,given go:went,gone grow:grew,grown,growth
hang:hung hear:heard hide:hid,hidden hold:held keep:kept know:knew,known,knowledge lay:laid lead:led
leave:left lend:lent life:lives live:lived lose:lost,loss make:made man:men mean:meant meet:met mouse:mice
pay:paid person:people,persons prove:proven ride:rode,ridden ring:rang,rung rise:rose,risen run:ran
say:said see:saw,seen seek:sought sell:sold,sale,sales send:sent shake:shook,shaken shine:shone
shoot:shot,shoots show:shown sing:sang,sung sink:sank,sunk sit:sat sleep:slept speak:spoke,spoken,speech
spend:spent spring:sprang,sprung stand:stood steal:stole,stolen stick:stuck strike:struck,stricken
swear:swore,sworn sweep:swept swim:swam,swum take:took,taken teach:taught tear:tore,torn
tell:told think:thought throw:threw,thrown tooth:teeth understand:understood wake:woke,woken
wear:wore,worn weave:wove,woven win:won withdraw:withdrew,withdrawn,withdrawal woman:women
write:wrote,written`),
    stem: (word) => {
      // Loan words only have accents, and lose them.
      const plain = withoutAccents(word);
      return /^[a-z]+$/.test(plain) ? stemmer(plain) : plain;
    },
    derivation:
      /(?:ational|ation|ition|ator|itor|ion|ment|ness|ship|hood|ism|ist|ian|ean|ese|ish|ant|ent|anc|enc|ance|ence|abl|ibl|able|ible|ful|less|ous|iv|ive|ic|ical|al|ar|or|er|eer|ity|iti|ify|ifi|iz|is|at|ur|ure|ag|age|y|i|e|s)$/,
    commonWords: list(COMMON_WORDS),
  },

  numbers: {
    // "one", "first" and "second" stay words: they seldom stand for the number.
    words: baseForms(`2:two 3:three,third 4:four,fourth 5:five,fifth 6:six,sixth 7:seven,seventh
8:eight,eighth 9:nine,ninth 10:ten,tenth 11:eleven,eleventh 12:twelve,twelfth 13:thirteen,thirteenth
14:fourteen,fourteenth 15:fifteen,fifteenth 16:sixteen,sixteenth 17:seventeen,seventeenth
18:eighteen,eighteenth 19:nineteen,nineteenth 20:twenty,twentieth 30:thirty 40:forty 50:fifty
60:sixty 70:seventy 80:eighty 90:ninety first:1st second:2nd`),
    endings: 'st|nd|rd|th|s',
    grouping: ',',
    decimal: '.',
  },

  questions: {
    kinds: [
      [
        /\b(?:what|which) (?:percent|percentage)\b|\bhow (?:much|many) percent/,
        ['percent', 'number'],
      ],
      [/\bhow (?:long|old)\b|\b(?:what|which) (?:age|duration)\b/, ['duration']],
      [
        /\bhow (?:much|expensive)\b|\bwhat (?:price|cost|amount|sum)\b/,
        ['money', 'number', 'percent'],
      ],
      [
        /\bhow (?:many|often|far|tall|high|big|large|fast|deep|wide|heavy)\b|\b(?:what|which) (?:number|share|fraction|proportion|distance|height|population)\b|\bwhat (?:is|was|were|are) the (?:number|population|percentage|length|distance|height)\b/,
        ['number', 'percent', 'money'],
      ],
      [
        /\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|years|date|day|month|century|decade|time|period|season)\b|\bsince what\b/,
        ['time'],
      ],
      [
        /\bwho\b|\bwhom\b|\bwhose\b|\b(?:what|which) (?:\w+ )?(?:person|man|woman|people|author|scientist|king|president|leader|researcher|company|group|organization|organisation)\b|\bwho's\b/,
        ['name'],
      ],
      [
        /\bwhere\b|\b(?:what|which) (?:\w+ )?(?:country|countries|city|cities|place|places|state|states|region|town|village|river|island|continent|location|province|county|area)\b/,
        ['place'],
      ],
      [/\bwhy\b|\bwhat (?:is|was|were) the (?:reason|cause)\b|\bfor what reason\b/, ['reason']],
    ],
    focus:
      words(`name names named type types kind kinds sort year years date day month century decade
country city place person people percent percentage number many much term word called known`),
    beforeFocus: words('how'),
    courtesies: words('hello hi hey thanks thank please tell'),
    idle: words(`hello hi hiya hey heya yo sup howdy morning afternoon evening night gm gn welcome bye goodbye thanks
thank thx ty cheers please pls sorry ok okay kk lol lmao rofl haha hehe wow nice great cool awesome
good bad fine perfect amazing brilliant well yes yeah yep yup no nope nah true false right wrong
sure really exactly indeed nvm oops bot robot ai human alive anyone anybody someone somebody
everyone everybody guys folks mate bro dude buddy here there say funny joke something anything
nothing made tell explain elaborate more else again then though tho mean meant happen happened says
said one other another thing things stuff same since any day today tonight new news doing going`),
    alone: words('help test testing ping source sources proof explain continue'),
  },

  chat: {
    alike:
      groups(`pic = picture; pics = pictures; info = information; diff = difference; max = maximum;
min = minimum; dm = direct message; pm = private message; msg = message; coc = code of conduct;
vc = voice channel = voice chat; mp = member of parliament; govt = government;
ww1 = wwi = world war 1 = world war i = first world war; ww2 = wwii = world war 2 = world war ii = second world war;
yr = year; hr = hour; hrs = hours; mins = minutes; approx = approximately; temp = temperature;
app = application; repo = repository; config = configuration; docs = documentation; env = environment;
dir = directory; admin = administrator; mod = moderator; perms = permissions; pw = password; pwd = password;
prod = production; dev = developer; devs = developers; lib = library; libs = libraries; param = parameter;
params = parameters; arg = argument; args = arguments; func = function; var = variable; db = database;
os = operating system; pr = pull request; ui = user interface; eol = end of life; lts = long term support;
tos = terms of service; faq = frequently asked questions; ad = advertisement;
ads = advertisements; promo = promotion; conf = conference; uni = university; prof = professor;
exam = examination; math = maths = mathematics; lab = laboratory; dept = department; org = organization;
corp = corporation; pop = population; ceo = chief executive officer; gdp = gross domestic product;
usa = us = united states; uk = united kingdom; eu = european union; un = united nations;
bday = birthday; photo = photograph; phone = telephone; fridge = refrigerator; vet = veterinarian;
tv = television; bike = bicycle; flu = influenza; asap = as soon as possible`),
    short:
      inFull(`WW1 = World War 1; WW2 = World War 2; ww1 = world war 1; ww2 = world war 2; u = you; ur = your; b4 = before; w/o = without; w/ = with; ppl = people; pls = please;
plz = please; thx = thanks; thnx = thanks; cuz = because; coz = because; abt = about;
tho = though; thru = through; dont = don't; doesnt = doesn't; didnt = didn't; cant = can't; wont = won't;
isnt = isn't; arent = aren't; wasnt = wasn't; shouldnt = shouldn't; whats = what's; wheres = where's;
whos = who's; hows = how's; whens = when's; im = i'm; ive = i've; youre = you're; thats = that's;
theres = there's; gonna = going to; wanna = want to; gotta = have to; gimme = give me; lemme = let me;
wdym = what do you mean; smth = something; sth = something; someones = someone's; msgs = messages;
yrs = years; dms = direct messages; mps = members of parliament; idk = i don't know;
btw = by the way; afaik = as far as i know; ofc = of course; tmrw = tomorrow; govt = government`),
    knownWords: KNOWN_WORDS,
    // "b" alone is a letter more often than a billion.
    magnitudes: baseForms('3:k,thousand 6:m,mn,mio,million 9:bn,billion 12:tn,trillion'),
  },

  several: {
    joining: words('and'),
    asking: words('who whom whose what which when where why how'),
    relative: words('who whom whose which where that'),
    standIns: words('it its he him his she her they them their this these those'),
    comparing: words(
      'between difference differ compare if whether know knew tell say said explain',
    ),
    helping: words('do does did'),
    passive: words('is are was were been has have had'),
    before: words(
      'in at on by to for from with since until about after before under through off up out',
    ),
    listing:
      /^(?:(?:please )?(?:list|name)(?: me)?(?: all)?(?: of)?(?: the)? (?:[\p{L}'-]+ ){0,2}?|(?:what|which|who) (?:are|were) (?:all )?(?:the |some )?(?:[\p{L}'-]+ ){0,3}?|(?:what|which) (?:all )?(?:[\p{L}'-]+ )?)(?!(?:does|this|happens|makes|means|causes)(?![\p{L}]))[\p{L}-]{2,}(?:[^s\P{L}]s|people|children|criteria|men|women)(?![\p{L}])/u,
  },

  talk: TALK,
  contrast: CONTRAST,
  following: {
    opening:
      /^(?:(?:and|but|so|or|also|then|ok|okay|plus)(?![\p{L}\p{N}'’])[\s,:]*){0,3}(?:(?:what|how)\s+about(?![\p{L}\p{N}])\s*)?(?:th(?:at|ose)\s+of\s+)?/iu,
    pointing: words('itself himself herself themselves theirs'),
    pointingLast: words('that this those these there then one'),
    impersonal: phrase(
      'is it (?:true|possible|necessary|worth|ok|okay|allowed|legal|normal|safe|fine|better|bad|good)|does it (?:matter|mean|rain|snow)|it take (?:until|till|to|for|before)|what time is it|what is it like|is there|are there|was there|were there|would it be|will it be possible|it is possible',
    ),
    naming: words('a an my your our the any some every each'),
    asked: words('you your yours u'),
    speaking: words('i we u you he she it they someone somebody anyone anybody everyone people'),
    clause:
      words(`i me my mine myself we our ours u you your yours he him she they them it am is are was
were be been being do does did can cannot could should would will shall must might has have had if when
whether because cause cuz cos while unless there what who whom which why how where not never please someone somebody anyone
anybody themself themselves`),
    persons: words('he him his himself she her hers herself'),
    people:
      /(?:er|or|ist|ian|ant|man|woman|person|wife|husband|son|mum|dad|uncle|aunt|cousin|nephew|niece|widow|heir|king|queen|prince|princess|president|chief|head|boss|general|envoy|deputy|secretary|poet|student|pupil|friend|colleague|hero|guest|coach|spouse|twin|child|kid|boy|girl)$/u,
  },

  values: {
    scales: baseForms('100:hundred 1000:thousand 1000000:million 1000000000:billion'),
    ones: words('one a'),
    units: baseForms(`mm:millimetre,millimetres,millimeter,millimeters,mm
cm:centimetre,centimetres,centimeter,centimeters,cm m:metre,metres,meter,meters,m
km:kilometre,kilometres,kilometer,kilometers,km in:inch,inches ft:foot,feet,ft yd:yard,yards
mi:mile,miles ha:hectare,hectares,ha acre:acre,acres ml:millilitre,millilitres,milliliters,ml
l:litre,litres,liter,liters mg:milligram,milligrams,mg g:gram,grams,g kg:kilogram,kilograms,kilo,kilos,kg
lb:lb,lbs oz:ounce,ounces,oz t:tonne,tonnes s:second,seconds min:minute,minutes h:hour,hours d:day,days
wk:week,weeks mo:month,months yr:year,years decade:decade,decades century:century,centuries
w:watt,watts kw:kilowatt,kilowatts,kw mw:megawatt,megawatts gw:gigawatt,gigawatts %:percent
$:dollar,dollars €:euro,euros kmh:kmh mph:mph`),
    squares: words('square sq'),
    between: words('to or and'),
    hedges:
      words(`about around approximately roughly nearly almost over under more less than least most
up some circa ca not never no only planned plan would should could might may if once first last early late
before after until since between originally initially formerly estimated claimed supposedly another other
second previous rebuilt part half`),
  },

  answers: {
    capitals: 'names',
    time: words(`january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter century centuries
decade yesterday today morning afternoon evening`),
    timeIfCapital: words('may march'),
    duration: words('second minute hour day week month year decade century'),
    durations: words('seconds minutes hours days weeks months years decades centuries'),
    counting: words('a an one per half several few many hundred thousand dozen'),
    pointing: words('these those recent early late last next first final'),
    money: words(
      'dollar dollars euro euros pound pounds rouble roubles ruble rubles cent cents lira',
    ),
    percent: words('percent percentage'),
    amounts:
      words(`hundred hundreds thousand thousands million millions billion billions trillion dozen
dozens half twice one both several`),
    placePrepositions: words('in at from near to of across outside inside into around between'),
    articles: words('the'),
    reasons:
      words(`because due since reason reasons cause caused causes therefore thus so order owing
result`),
    dayNumber: /^\d+(?:st|nd|rd|th)$/,
  },

  prose: {
    beforeName:
      words(`mr mrs ms mx dr prof gen lt col maj capt cpl sgt pvt cmdr adm brig sen rep gov
rev hon pres fr mgr msgr messrs mme mlle supt insp det amb atty vs v e.g i.e cf ca incl viz p pp hr`),
    abbreviations:
      words(`inc ltd co corp bros llc plc jr sr etc al a.m p.m am pm u.s u.k u.n e.u d.c
b.c a.d u.s.a u.s.s.r n.y l.a ph.d m.d b.a m.a st ave blvd rd mt ft dept est no nos fig figs vol ch
art sec mon tue tues wed thu thur thurs fri approx min max tel ext etc.`),
    ordinaryWords: words(`man me may miss mass ill art la ken mar id con pa min op no ok cal ark ala
conn del dist exp ext ida ind ing kan mo mod pl que reps res sens ten tex tit us va ver wash ore ont
ord pde surg yuk fig sun sat wed ref sec med rev gen hon rep col`),
    months: words('Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec'),
    neverShort: words('May'),
    timeOfDay: {
      words: words('p.m a.m'),
      // A zone or a weekday.
      before: /^(?:[A-Z]{2,4}|\p{Lu}\p{Ll}+day|Eastern|Central|Pacific|Mountain|Moscow|Local)$/u,
    },
    ordinalStop: false,
    openers:
      words(`the a an this that these those it its he she they we you i his her their our my your
there here in on at by for from with without within under over after before during since until while
when where why how who what which if although though because but and or yet so as to not no nor some
many most all both each every another other such more however meanwhile moreover nevertheless then
thus therefore instead also still even only just once now today yesterday tomorrow later soon
according among between despite unlike like about against several few one two three four five six
seven eight nine ten is are was were has have had do does did can could will would should may might
must let please nobody everyone everything nothing additionally finally first second third next last`),
    statements: words('Let I He She It We They You This That There But And So Yes No'),
    saying: words(`said says asked asks replied replies added adds told wrote writes shouted cried
answered explained continued warned noted insisted`),
    joining: words('and or to but'),
    pointingBack: words(
      'it its he him his she her hers they them their theirs this these those such both the-latter the-former',
    ),
  },

  dates: {
    months: [
      'jan|january?',
      'feb|febr|february?',
      'mar|march',
      'apr|april',
      'may',
      'jun|june',
      'jul|july',
      'aug|august',
      'sep|sept|september',
      'oct|october',
      'nov|november',
      'dec|december',
    ],
    dayEndings: 'st|nd|rd|th',
    of: 'of',
    around:
      'published|posted|updated|last updated|modified|created|first published|release date|date|dated|on|at',
    weekdays: '(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|rsday|urday|sday)?',
  },

  credits: {
    by: 'by|written by|words by|text by|story by|reported by|report by|posted by|published by|author ?:|authors ?:',
    and: 'and',
    notNames:
      'The|A|An|This|That|These|Our|My|His|Her|Their|All|Any|No|How|Why|What|When|Noon|Night|Day|Far|Now|Then|Staff Of',
    source:
      'courtesy(?: of)?|source|sources|via|credit|original source|originally from|reprinted from|republished from|publisher|publication',
    sentence:
      '(?:\\(?(?:this|the) (?:article|story|report|piece|text|post|interview|essay|commentary) (?:was |has been |is |first |originally )*(?:published|posted|appeared|ran|printed|taken|reprinted|republished|reproduced)|\\(?(?:originally|first) (?:published|posted|appeared|printed)|\\(?(?:re-?published|reprinted|reproduced)|\\(?(?:courtesy|by courtesy|with (?:kind )?permission))\\s+(?:(?:originally|first|here)\\s+)?(?:in|by|at|on|with|from|of)\\s+(?:permission (?:of|from)\\s+|the (?:site|website|pages) (?:of\\s+)?)?',
    published: 're-?posted|posted|published|printed|updated|dated',
    on: 'on|at|in',
  },

  exampleQuestion: (name) => `What is said about ${name}?`,
  exampleOfTwo: (name, other) => `How are ${name} and ${other} connected?`,
  exampleInYear: (name, year) => `What happened with ${name} in ${year}?`,
  offTopicQuestions: [
    'How long does a pancake stay in the pan?',
    'Who composed the opera The Magic Flute?',
    'How many moons does Neptune have?',
  ],
  nameArticle: 'the',
});
