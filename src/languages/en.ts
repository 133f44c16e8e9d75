/** English. */
import { stemmer } from 'stemmer';
import { withoutAccents } from './accents.ts';
import { COMMON_WORDS } from './en.common-words.data.ts';
import type { Language } from './language.ts';
import { baseForms, list, words } from './words.ts';

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
    'button.forget': 'Delete them all',

    sharedBy: 'Shared by {user}',
    sharedByDated: 'Shared by {user} · published {date}',
    sharedPrivately:
      'Only you can see this here: this server lets your own apps answer in private only.',
    notYoursToRemove:
      'Only the person who shared this, or a member with Manage Messages, can remove it.',
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
    datesCrossed: 'The first date is after the second: {since} is later than {until}.',
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

    citeUnknown: 'No passage has this citation id. Ids look like k3m9ta-x7q2vd.',
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
      'Right-click a message, Apps: **Verify quotes** checks its quotations, **Find sources** shows passages related to it.',
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
      one: '… and {n} more section',
      other: '… and {n} more sections',
    },
    opening: 'Beginning',

    mentionHint: 'Mention me with a question, and I will look for the answer in the articles.',

    serverOnly: 'This works in a server only.',
    homeOnly: 'This works only in a server that I was added to and whose articles these are.',
    manageServerOnly: 'Only members with the permission Manage Server can do this.',
    unavailable: 'This is not set up here.',

    quoteNowhere: 'These words aren’t in the articles, so I won’t quote them.',
    quoteTooLong: 'Please give a quote of at most {max} characters; this was {length}.',
    quotedBy: 'Quoted by {user}',
    quotedByDated: 'Quoted by {user} · published {date}',

    verifyVerbatim: '✅ Verbatim: these words are in the articles.',
    verifyVerbatimBut: '✅ Verbatim, but for {differences}.',
    verifyAltered: '⚠️ Altered: this is not in the articles word for word. {percent} % alike.',
    verifyNotFound: '❌ Not found in the articles.',
    verifyRunsOn: {
      one: 'It spans {n} passage.',
      other: 'It spans {n} passages.',
    },
    verifyJoined: {
      one: 'It joins words of {n} passage.',
      other: 'It joins words of {n} passages.',
    },
    verifyLegend: '~~missing~~ · __added__',
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
    'difference.invisible characters': 'invisible characters',
    'difference.formatting': 'formatting',
    findNothing: 'This message has no words to look for.',
    findTitle: 'Passages related to this message:',
    findMaybe: 'Nearest passages. They may not be related to this message.',
    findNone: 'No passage of the articles seems related to this message.',

    addOneSource: 'Please give either a file or an address, and not both.',
    addNotFromDiscord: 'I only take files that were uploaded to Discord.',
    addTooLarge: 'This file is too large: at most {max} MB are taken.',
    addFetchFailed: 'The file could not be fetched from Discord. Please try again.',
    addRead: 'This is how I read it. Keep it as {file}?',
    addDropped: {
      one: '{n} line left out',
      other: '{n} lines left out',
    },
    addWarnings: 'Please note',
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
      one: 'Up to date with the folder: {n} article.',
      other: 'Up to date with the folder: {n} articles.',
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
      one: 'Delete {n} question for good?',
      other: 'Delete all {n} questions for good?',
    },
    gapsCleared: 'Deleted.',

    slowDown: {
      one: 'That was quick! Please wait {n} second and try again.',
      other: 'That was quick! Please wait {n} seconds and try again.',
    },
    oldButton: 'This button is from an older version. Please ask again.',
    unknownCommand: 'I do not know this command (any more). Typing / shows what I can do.',
    blocked: 'Not posted: the word filter of this server does not let it through.',
    notPermitted: 'Discord does not let me do this here.',
    failed: 'Something went wrong on my side. If it happens again, tell whoever runs me: {id}',
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
    ownLetters: null,
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
  nameArticle: 'the',
};
