/** English. */
import type { Language } from './language.ts';

export const en: Language = {
  sentences: {
    question: 'Question: {question}',
    unanswered: 'The articles do not seem to answer this.',
    nearest: 'Nearest passages. They may not answer the question.',
    intakeRefused: '{reason}',
    stillReading: 'Not all articles are read yet ({percent} %), so there may be more.',
    paragraph: '¶ {number}',
    paragraphRange: '¶ {first}–{last}',
    titled: '“{title}”',
    quoted: '“{quote}”',

    'button.share': 'Share',
    'button.shareNumber': 'Share {number}',
    'button.shared': 'Shared',
    'button.context': 'Context',
    'button.contextNumber': 'Context {number}',
    'button.wider': 'More context',
    'button.copy': 'Copy',
    'button.source': 'Source',
    'button.remove': 'Remove',
    'button.more': 'More',
    'button.near': 'Show the nearest passages',
    'button.outline': 'Outline',
    'button.read': 'Read',
    'button.back': 'Back',
    'button.next': 'Next',
    'button.keep': 'Keep',
    'button.discard': 'Discard',
    'button.delete': 'Remove the article',
    'button.forget': 'Forget them all',

    sharedBy: 'Shared by {user}',
    sharedByDated: 'Shared by {user} · published {date}',
    sharedPrivately:
      'Only you can see this here: this server lets your own apps answer in private only.',
    notYoursToRemove: 'Only who shared this, or a member with Manage Messages, can remove it.',
    copyMarkdown: 'Markdown',
    copyPlain: 'Plain text',
    copyFiles: 'A message cannot hold this word for word, so here it is as two files.',
    sourceChanged: 'The source has changed since, so this is not quoted. Please ask again.',
    someChanged: {
      one: 'The source of {n} passage has changed since, so it is left out.',
      other: 'The sources of {n} passages have changed since, so they are left out.',
    },

    questionTooShort: 'Please ask with at least {min} characters.',
    questionTooLong: 'Please ask in at most {max} characters; this was {length}.',
    countRange: 'Please choose a count from {min} to {max}.',
    badDate: 'I do not understand the date “{typed}”. Write it as 2024, 2024-11 or 2024-11-05.',
    datesCrossed: 'Nothing can lie between these dates: {since} is after {until}.',
    unknownPublisher: 'No article is by “{publisher}”. Pick one of those that appear as you type.',
    noArticles: 'There are no articles to answer from yet.',
    reading:
      'I am still reading the articles: {done} of {total} files. Please ask again in a moment.',
    quotesReading: 'I am still reading the articles for quotes. Please ask again in a moment.',
    readingStarts: 'I am just starting to read the articles. Please ask again in a moment.',
    indexing:
      'I am still getting the articles ready: {done} of {total} passages. Please ask again in a moment.',
    unknownArticle:
      'I have no article called “{article}”. Pick one of those that appear as you type.',
    articleGone: 'This article is not here any more.',

    citeUnknown: 'I know no passage with this citation id. One looks like k3m9ta-x7q2vd.',
    citeMoved: 'These words stand in another article now than when they were cited.',
    citeChanged: '“{title}” has changed since: this passage is not in it any more.',
    citeGone: 'The article is not here any more.',
    citeFormer: 'It read (“{title}”, {paragraph}):',
    citeNow: 'What comes nearest to it now:',

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
    aboutPrivacy: 'What is kept about you',
    aboutPrivacyNothing:
      'Nothing but what you share yourself: a shared quote names you, and you can remove it. Questions are answered on this machine and not kept.',
    aboutPrivacyGaps: {
      one: 'Nothing but what you share yourself: a shared quote names you, and you can remove it. Questions that the articles do not answer are kept for {n} day for those who look after the articles, without who asked or where.',
      other:
        'Nothing but what you share yourself: a shared quote names you, and you can remove it. Questions that the articles do not answer are kept for {n} days for those who look after the articles, without who asked or where.',
    },
    aboutPrivacyMentions: 'Of messages, only those that mention me are read.',
    aboutSource: 'Source code',

    helpTitle: 'What you can do',
    helpAsk:
      'the passages that answer a question; since, until, publisher and article narrow it down',
    helpQuote: 'find a sentence as you type, and post it with its source',
    helpVerify: 'is a quote in the articles, and word for word?',
    helpCite: 'the passage with a citation id',
    helpArticles: 'what I know, and each article to read',
    helpMenu:
      'Right-click a message, Apps: **Verify quotes** checks its quotations, **Find sources** shows what bears on it.',
    helpMention: 'Or mention me with a question: {mention} {question}',
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
      one: '… and {n} section more',
      other: '… and {n} sections more',
    },
    opening: 'Beginning',

    mentionHint: 'Mention me with a question, and I will look for the answer in the articles.',

    serverOnly: 'This works in a server only.',
    homeOnly: 'This works only in a server that I was added to and whose articles these are.',
    manageServerOnly: 'Only members with the permission Manage Server can do this.',
    unavailable: 'This is not set up here.',

    quoteNowhere: 'These words stand nowhere in the articles, so I do not quote them.',
    quoteTooLong: 'Please give a quote of at most {max} characters; this was {length}.',
    quotedBy: 'Quoted by {user}',
    quotedByDated: 'Quoted by {user} · published {date}',

    verifyVerbatim: '✅ Verbatim: these words are in the articles.',
    verifyVerbatimBut: '✅ Verbatim, but for {differences}.',
    verifyAltered: '⚠️ Altered: this is not in the articles word for word. Alike: {percent} %.',
    verifyNotFound: '❌ Not found in the articles.',
    verifyRunsOn: {
      one: 'It runs over {n} passage.',
      other: 'It runs over {n} passages.',
    },
    verifyJoined: {
      one: 'It is put together from {n} passage.',
      other: 'It is put together from {n} passages.',
    },
    verifyLegend: '~~left out~~ · __put in__',
    verifyNothing: 'There is nothing to check in this message.',
    verifyMany: {
      one: 'Only the first quotation is checked.',
      other: 'Only the first {n} quotations are checked.',
    },
    'difference.quotation marks': 'quotation marks',
    'difference.apostrophes': 'apostrophes',
    'difference.dashes': 'dashes',
    'difference.spaces': 'spaces',
    'difference.case': 'upper and lower case',
    'difference.ellipses': 'ellipses',
    'difference.final punctuation': 'the mark at its end',
    'difference.letter forms': 'forms of letters',
    'difference.invisible characters': 'characters that are not seen',
    'difference.formatting': 'formatting',
    findNothing: 'This message has no words to look for.',
    findTitle: 'Passages that bear on this message:',
    findMaybe: 'Nearest passages. They may not bear on this message.',
    findNone: 'No passage of the articles seems to bear on this message.',

    addOneSource: 'Please give either a file or an address, and not both.',
    addNotFromDiscord: 'I only take files that were uploaded to Discord.',
    addTooLarge: 'This file is too large: at most {max} MB are taken.',
    addFetchFailed: 'The file could not be fetched from Discord. Please try again.',
    addRead: 'This is how I read it. Keep it as {file}?',
    addDropped: {
      one: '{n} line left out',
      other: '{n} lines left out',
    },
    addWarnings: 'Mind',
    addDuplicate: 'This is in the articles already: “{title}”.',
    added: 'Kept as {file}. You can ask about it now.',
    discarded: 'Discarded. Nothing was added.',
    removeSure: 'Take “{title}” ({file}) out of the articles? Its citations will lead nowhere.',
    removeSureMany: {
      one: 'The file {file} holds {n} article. Take all of it out? Its citations will lead nowhere.',
      other:
        'The file {file} holds {n} articles. Take them all out? Their citations will lead nowhere.',
    },
    removed: 'Removed: {file}.',
    refreshed: {
      one: 'In step with the folder: {n} article.',
      other: 'In step with the folder: {n} articles.',
    },

    gapsOff: 'Unanswered questions are not kept here. GAP_LOG=true turns it on.',
    gapsNone: 'No question went unanswered in the time that is kept.',
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
    gapsClearSure: {
      one: 'Forget {n} question for good?',
      other: 'Forget all {n} questions for good?',
    },
    gapsCleared: 'Forgotten.',

    slowDown: {
      one: 'That was quick! Please wait {n} second and try again.',
      other: 'That was quick! Please wait {n} seconds and try again.',
    },
    oldButton: 'This button is from another version of me. Please ask again.',
    unknownCommand: 'I do not know this command (any more). Typing / shows what I can do.',
    blocked: 'Not posted: the word filter of this server does not let it through.',
    notPermitted: 'Discord does not let me do this here.',
    failed: 'Something went wrong on my side. If it happens again, tell whoever runs me: {id}',
  },

  // The definitions of the commands are English.
  commandWords: {},
};
