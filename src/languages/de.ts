/** German; it speaks to people without “du”. */
import { stemmer } from '@orama/stemmers/german';
import { COMMON_WORDS } from './de.common-words.data.ts';
import { CONTRAST } from './de.contrast.data.ts';
import { TALK } from './de.talk.data.ts';
import { defineLanguage } from './language.ts';
import { baseForms, groups, inFull, list, phrase, words } from './words.ts';

const STOP_WORDS = `der die das den dem des ein eine einer eines einem einen kein keine keiner keines keinem
keinen und oder aber doch sondern denn weil dass ob wenn als wie wo wann warum wieso weshalb weswegen wozu
woher wohin wer wen wem wessen was welche welcher welches welchem welchen ich du er sie es wir ihr mich
dich sich uns euch ihm ihn ihnen mein meine meiner meinem meinen dein deine sein seine seiner seines seinem
seinen ihre ihrer ihres ihrem ihren unser unsere unserer unserem unseren euer eure dieser diese dieses
diesem diesen jener jene jenes jenem jenen man in im an am auf aus bei beim bis durch für gegen ohne um von
vom vor zu zum zur mit nach seit über unter hinter neben zwischen während wegen trotz ist sind war waren
bin bist seid wäre wären sei seien gewesen werden wird wurde wurden würde würden worden geworden hat haben
habe hatte hatten hätte hätten gehabt kann können konnte konnten könnte könnten muss müssen musste mussten
soll sollen sollte sollten will wollen wollte wollten darf dürfen durfte durften mag mögen möchte möchten
nicht nichts nie noch nur auch schon sehr so sowie sowohl also dann da dort hier nun jetzt immer wieder
mehr meist etwa einige einigen viel viele vielen vieler alle allen aller alles allem andere anderen anderer
anderes beide beiden jede jeder jedes jedem jeden etwas ja nein zwar jedoch damit dabei dadurch dafür daher
darin darauf daran davon dazu deren dessen denen selbst ab außer innerhalb außerhalb je statt mal eigentlich
überhaupt wieviel wieviele`;

export const de = defineLanguage({
  sentences: {
    question: 'Frage: {question}',
    foreignQuestion: 'Die Artikel sind auf {languages}.',
    filterNone: 'Dieser Filter lässt keinen Artikel übrig, gesucht wurde also nicht.',
    filterNewest: 'Der neueste ist vom {date}.',
    filterOldest: 'Der älteste ist vom {date}.',
    filterNearest: 'Die nächsten sind vom {before} und vom {after}.',
    followUpForm: 'Nachfragen',
    followUpField: 'Was möchten Sie noch wissen?',
    followingBoth: 'Anschließend an „{subject}“ · in „{article}“',
    followingSubject: 'Anschließend an „{subject}“',
    followingArticle: 'Anschließend · in „{article}“',
    mayAnswer: 'Vielleicht ist das die Antwort:',
    unanswered: 'Die Artikel scheinen diese Frage nicht zu beantworten.',
    partUnanswered: '„{part}“: darauf scheinen die Artikel keine Antwort zu geben.',
    tellMeKept: {
      one: 'Sobald die Artikel „{question}“ beantworten, sage ich Ihnen Bescheid. Nur dafür hebe ich Ihre ID, den Kanal und diese Frage auf, höchstens {n} Tag lang; gelöscht wird alles, sobald Sie Bescheid haben.',
      other:
        'Sobald die Artikel „{question}“ beantworten, sage ich Ihnen Bescheid. Nur dafür hebe ich Ihre ID, den Kanal und diese Frage auf, höchstens {n} Tage lang; gelöscht wird alles, sobald Sie Bescheid haben.',
    },
    tellMeForgotten: 'Ihre ID und die Frage sind gelöscht. Sie bekommen keinen Bescheid.',
    toldNow:
      'Sie wollten Bescheid, sobald es eine Antwort gibt: Hier ist sie. Was dafür aufgehoben war, ist gelöscht.',
    toldThere:
      'Hier wurde nach etwas gefragt, das nicht in den Artikeln stand. Jetzt gibt es eine Antwort: {command}',
    nearest: 'Die nächstliegenden Stellen. Vielleicht beantworten sie die Frage nicht.',
    morePassages: { one: '{n} weitere Stelle', other: '{n} weitere Stellen' },
    feedbackHelpful: 'Als hilfreich gezählt, ohne Ihren Namen. Danke.',
    feedbackUnhelpful: 'Als nicht hilfreich gezählt, ohne Ihren Namen. Danke.',
    feedbackAgain: 'Ihre Meinung dazu ist schon gezählt; jede Person zählt einmal.',
    alsoIn: 'Auch in: {titles}',
    differs: 'Ein anderer Artikel sagt es anders:',
    stillReading:
      'Noch sind nicht alle Artikel gelesen ({percent} %), vielleicht gibt es also noch mehr.',
    waitingStarts: 'Die Artikel werden gerade erst gelesen. Die Antwort kommt von selbst hierher.',
    waitingReading:
      'Die Artikel werden gelesen: {done} von {total} Dateien. Die Antwort kommt von selbst hierher.',
    waitingPreparing:
      'Die Artikel werden vorbereitet: {done} von {total} Stellen. Die Antwort kommt von selbst hierher.',
    waitingQuotes: 'Die Artikel werden für Zitate gelesen. Die Antwort kommt von selbst hierher.',
    timeLeftSoon: 'Es dauert noch weniger als eine Minute.',
    timeLeftMinutes: {
      one: 'Es dauert noch etwa {n} Minute.',
      other: 'Es dauert noch etwa {n} Minuten.',
    },
    timeLeftHours: {
      one: 'Es dauert noch etwa {n} Stunde.',
      other: 'Es dauert noch etwa {n} Stunden.',
    },
    pinned: 'Von der Redaktion für diese Frage gewählt.',
    byWordsAlone:
      'Im Augenblick wird nur nach Wörtern gesucht: Was anders formuliert ist, kann fehlen.',
    paragraph: '¶ {number}',
    paragraphRange: '¶ {first}–{last}',
    titled: '„{title}“',
    quoted: '„{quote}“',
    'button.share': 'Teilen',
    'button.shared': 'Geteilt',
    'button.context': 'Kontext',
    'button.wider': 'Mehr Kontext',
    'button.copy': 'Kopieren',
    'button.picture': 'Als Bild teilen',
    'button.darkPicture': 'Als dunkles Bild teilen',
    'button.source': 'Quelle',
    'button.remove': 'Entfernen',
    'button.near': 'Die nächstliegenden Stellen zeigen',
    'button.followUp': 'Nachfragen',
    'button.tellMe': 'Bei einer Antwort Bescheid geben',
    'button.neverMind': 'Doch nicht',
    'button.helpful': 'Hilfreich',
    'button.unhelpful': 'Nicht hilfreich',
    'button.unfiltered': 'Ohne Filter fragen',
    'button.checkAll': 'Alles prüfen',
    'button.checkShown': 'Gezeigtes prüfen',
    'button.findSources': 'Quellen finden',
    'button.outline': 'Gliederung',
    'button.read': 'Lesen',
    'button.back': 'Zurück',
    'button.next': 'Weiter',
    'button.keep': 'Speichern',
    'button.discard': 'Verwerfen',
    'button.lines': 'Alle Zeilen ansehen',
    'button.linesOut': 'Nur Weggelassenes',
    'button.linesAll': 'Alle Zeilen',
    'button.overview': 'Überblick',
    'button.correct': 'Berichtigen …',
    'button.delete': 'Artikel entfernen',
    'button.undo': 'Rückgängig machen',
    'button.stays': 'Er bleibt',
    'button.originals': { one: '{n} gelöschte Nachricht', other: '{n} gelöschte Nachrichten' },
    'button.forget': 'Alle löschen',
    'button.pin': 'Anheften',
    'button.cancel': 'Abbrechen',
    'button.add': 'Hinzufügen',
    'button.feed': 'Feed ansehen: {address}',
    'button.refresh': 'Jetzt nachsehen',
    'button.waiting': 'Zeigen, was wartet',
    'button.sources': 'Alle Quellen',
    'button.keepNumber': '{number} speichern',
    'button.dropNumber': '{number} verwerfen',
    'button.removeAlone': 'Entfernen, Artikel behalten',
    'button.removeAll': 'Mitsamt Artikeln entfernen',
    'button.useInMessages': 'In meinen Direktnachrichten nutzen',
    'button.stopInMessages': 'Nicht mehr in Direktnachrichten nutzen',
    'button.stopInMessagesOf': 'Nicht mehr nutzen: {name}',
    'button.seeDefault': 'Allgemeine Artikel auch zeigen',
    'button.hideDefault': 'Allgemeine Artikel ausblenden',
    'button.deleteAll': 'Alles löschen …',
    'button.accent': 'Andere Farbe …',
    sharedBy: 'Geteilt von {user}',
    sharedPrivately:
      'Das ist nur für Sie zu sehen: Auf diesem Server dürfen eigene Apps nur privat antworten.',
    copyMarkdown: 'Markdown',
    copyPlain: 'Reiner Text',
    copyFiles: 'Wort für Wort passt das in keine Nachricht, deshalb hier als zwei Dateien.',
    someChanged: {
      one: 'Die Quelle von {n} Stelle hat sich inzwischen geändert, sie fehlt deshalb.',
      other: 'Die Quellen von {n} Stellen haben sich inzwischen geändert, sie fehlen deshalb.',
    },
    citeMoved: 'Diese Worte stehen jetzt in einem anderen Artikel als damals beim Zitieren.',
    citeChanged: '„{title}“ hat sich inzwischen geändert: Diese Stelle steht nicht mehr darin.',
    citeGone: 'Den Artikel gibt es hier nicht mehr.',
    citeFormer: 'Dort stand („{title}“, {paragraph}):',
    citeNow: 'Am nächsten kommt dem jetzt:',
    changedOn: 'Bemerkt wurde die Änderung am {date}.',
    changedSince: 'Der Artikel hat sich geändert, seit dies geteilt wurde, zuletzt am {date}.',
    stillThere: 'Diese Worte stehen noch darin.',
    changedLast:
      'Der Artikel hat sich geändert, seit er hier ist, zuletzt am {date}. Diese Worte stehen jetzt darin.',
    pageGone:
      'Ihre Seite gibt es seit dem {date} nicht mehr; dies sind die Worte, wie sie abgerufen wurden.',
    originalDeleted:
      'Die ursprüngliche Nachricht wurde am {date} gelöscht; dies sind ihre Worte, wie sie gespeichert wurden.',
    originalNotice:
      'Die Nachricht, aus der **{title}** entstanden ist, wurde am {date} gelöscht. Der Artikel bleibt, bis jemand entscheidet, der sich um die Artikel kümmert.',
    originalsMore: { one: 'danach noch {n} weitere', other: 'danach noch {n} weitere' },
    originalsNone:
      'Es gibt nichts zu entscheiden: Keine weitere Nachricht eines gespeicherten Artikels wurde gelöscht.',
    originalStays: 'Die Nachricht wurde gelöscht, und es wurde entschieden: Der Artikel bleibt.',
    'page.source': 'Bei {host} lesen',
    'page.article': 'Den ganzen Artikel lesen',
    'page.passage': 'Zurück zur Stelle',
    'page.table': 'Tabelle',
    'page.quoted': 'Wörtlich zitiert. Kennung {id}',
    'page.missing': 'Eine solche Stelle gibt es hier nicht, oder nicht mehr.',
    'page.reading': 'Die Artikel werden noch gelesen. Bitte in einer Minute noch einmal versuchen.',
    'page.busy': {
      one: 'Zu viele Seiten auf einmal: Bitte in {n} Sekunde noch einmal versuchen.',
      other: 'Zu viele Seiten auf einmal: Bitte in {n} Sekunden noch einmal versuchen.',
    },
    'page.failed':
      'Das lässt sich gerade nicht zeigen. Bitte in einer Minute noch einmal versuchen.',
    aboutLine:
      'Ich antworte nur aus diesen Artikeln, Wort für Wort, und sage es, wenn nichts darin steht.',
    aboutArticles: {
      one: '{n} Artikel, {passages} Stellen',
      other: '{n} Artikel, {passages} Stellen',
    },
    aboutIndexed: 'Durchsuchbar',
    aboutFresh: 'Letzte Änderung',
    aboutModel: 'Modell',
    aboutVersion: 'Version',
    aboutManagers: 'Wer sich um die Artikel kümmert',
    aboutManagersOwner: 'Die Person, der dieser Bot gehört, und ihr Team.',
    aboutManagersHere:
      'Die Person, der dieser Bot gehört, ihr Team und die Mitglieder dieses Servers mit dem Recht „Server verwalten“.',
    aboutManagersElsewhere:
      'Die Person, der dieser Bot gehört, ihr Team und die Mitglieder mit dem Recht „Server verwalten“ auf den Servern, die dafür benannt sind. Hier ist keiner davon.',
    aboutPrivacy: 'Was aufgehoben wird und wie lange',
    aboutKeptShared: 'Ein Zitat, das Sie teilen, nennt Ihren Namen, bis Sie es entfernen.',
    aboutKeptGaps: {
      one: 'Fragen ohne Antwort und solche, deren Antwort nicht half, mit dem Server: {n} Tag. Namen und Kennungen werden entfernt; wer gefragt hat, steht nicht dabei.',
      other:
        'Fragen ohne Antwort und solche, deren Antwort nicht half, mit dem Server: {n} Tage. Namen und Kennungen werden entfernt; wer gefragt hat, steht nicht dabei.',
    },
    aboutKeptNumbers: {
      one: 'Wann und auf welchem Server eine Frage keine Antwort hatte oder eine Antwort half oder nicht: {n} Tag, ohne die Frage und ohne Angabe, wer gefragt hat.',
      other:
        'Wann und auf welchem Server eine Frage keine Antwort hatte oder eine Antwort half oder nicht: {n} Tage, ohne die Frage und ohne Angabe, wer gefragt hat.',
    },
    aboutKeptUse: {
      one: 'Wie oft gefragt und geteilt wurde, in Zahlen nach Tag und Server: {n} Tag.',
      other: 'Wie oft gefragt und geteilt wurde, in Zahlen nach Tag und Server: {n} Tage.',
    },
    aboutKeptSettings:
      'Was für diesen Server eingestellt ist: bis es geändert wird oder ich ihn verlassen habe.',
    aboutNever: 'Was darüber hinaus nicht aufgehoben wird',
    aboutNeverWho: 'Wer gefragt hat und wer gesagt hat, ob eine Antwort half.',
    aboutNeverTexts: 'Was gefragt wurde.',
    aboutNeverSent: 'Nichts wird weitergeschickt: Fragen werden auf diesem Rechner beantwortet.',
    aboutPrivacyTellMe: {
      one: 'Wenn Sie **Bei einer Antwort Bescheid geben** drücken, werden Ihre ID, der Kanal und diese Frage nur dafür aufgehoben: bis Sie Bescheid haben, **Doch nicht** drücken oder {n} Tag um ist.',
      other:
        'Wenn Sie **Bei einer Antwort Bescheid geben** drücken, werden Ihre ID, der Kanal und diese Frage nur dafür aufgehoben: bis Sie Bescheid haben, **Doch nicht** drücken oder {n} Tage um sind.',
    },
    aboutPrivacyMentions:
      'Von den Nachrichten werden nur die an mich gelesen: direkte, solche, die mich erwähnen, und Antworten auf meine Antworten.',
    aboutPrivacyMessages:
      'Wer auf „In meinen Direktnachrichten nutzen“ drückt, dessen Kennung und die des Servers werden aufgehoben, bis das beendet wird.',
    aboutCollections: 'Artikel hier',
    collectionDefault: 'Allgemeine Artikel',
    collectionHere: 'Dieser Server',
    collectionLine: { one: '{name}: {n} Artikel', other: '{name}: {n} Artikel' },
    aboutSource: 'Quelltext',
    aboutProcesses: 'In Betrieb',
    aboutProcessesHere: { one: '{n} Prozess', other: '{n} Prozesse' },
    aboutProcessesShards: {
      one: '{n} von {total} Verbindungen mit Discord',
      other: '{n} von {total} Verbindungen mit Discord',
    },
    aboutProcessesAsked: {
      one: 'In der letzten Stunde einmal gefragt',
      other: 'In der letzten Stunde {n}-mal gefragt',
    },
    aboutProcessesUnwell: {
      one: '{n} ist nicht in Ordnung',
      other: '{n} sind nicht in Ordnung',
    },
    aboutUnwell: 'Nicht in Ordnung',
    aboutUnread: {
      one: '{n} Datei, die nicht gelesen werden konnte',
      other: '{n} Dateien, die nicht gelesen werden konnten',
    },
    aboutUnreadMore: {
      one: '… und {n} weitere',
      other: '… und {n} weitere',
    },
    aboutFailedLook: 'Letzter Fehlschlag beim Lesen der Artikel',
    'part.gateway': 'Verbindung mit Discord',
    'part.index': 'Index',
    'part.model': 'Modell',
    'part.reader': 'Modell, das Stellen mit der Frage liest',
    'part.reading': 'Lesen von Dateien',
    'part.folder': 'Artikelordner',
    'part.database': 'Datenbank',
    partSince: '{part}, seit {since}',
    partBecause: '{part}, seit {since}: {reason}',
    ownerUnwell: 'Bei mir ist seit einiger Zeit etwas nicht in Ordnung:',
    ownerWell: 'Bei mir ist alles wieder in Ordnung. Von {since} bis {until} war es das nicht.',
    helpTitle: 'Was Sie tun können',
    helpAsk:
      'die Stellen, die eine Frage beantworten; seit, bis, herausgeber und artikel grenzen ein',
    helpQuote: 'beim Tippen einen Satz finden und mit seiner Quelle veröffentlichen',
    helpVerify: 'Steht ein Zitat in den Artikeln, und zwar Wort für Wort?',
    helpCite: 'die Stelle mit einer Kennung',
    helpArticles: 'was ich kenne; jeder Artikel lässt sich lesen',
    helpSources:
      'Artikel, die sich selbst auf dem Stand halten: Feeds, Seiten, Sitemaps (für Sie, da Sie die Artikel pflegen)',
    helpMenu:
      'Rechtsklick auf eine Nachricht, Apps: **Zitate prüfen** prüft die Zitate darin, **Quellen finden** zeigt, was dazu passt.',
    helpKeep:
      'Rechtsklick auf eine Nachricht, Apps: **Als Artikel speichern** macht wortgetreu einen Artikel daraus, mit Verfasser und Link (für Sie, da Sie sich um die Artikel kümmern)',
    helpMention:
      'Oder erwähnen Sie mich mit einer Frage, oder schicken Sie mir eine als Direktnachricht: {mention} {question}',
    helpNoMention:
      'Oder schicken Sie mir eine Frage als Direktnachricht. Auf Erwähnungen antworte ich auf diesem Server nicht.',
    helpUse:
      'was die Artikel nicht beantwortet haben, welche Antworten angeheftet sind, wie die Artikel genutzt werden (für Sie, da Sie sich um sie kümmern)',
    helpSettings:
      'wie ich mich auf diesem Server verhalte und was ich wo ankündige (für Sie, da Sie sich um ihn kümmern)',
    helpQuestion: 'Was steht in den Artikeln über {topic}?',
    listTitle: {
      one: '{n} Artikel',
      other: '{n} Artikel',
    },
    listPage: 'Seite {page} von {pages}',
    paragraphs: {
      one: '{n} Absatz',
      other: '{n} Absätze',
    },
    outlineMore: {
      one: '… und {n} weiterer Abschnitt',
      other: '… und {n} weitere Abschnitte',
    },
    opening: 'Anfang',
    mentionHint: 'Erwähnen Sie mich mit einer Frage, dann suche ich die Antwort in den Artikeln.',
    directHint: 'Schreiben Sie mir eine Frage, dann suche ich die Antwort in den Artikeln.',
    roleHint:
      'Was an meine Rolle geschrieben wird, zeigt Discord mir nicht. Erwähnen Sie mich selbst, mit der Frage: {mention}',
    pickCommand:
      'Ein Befehl wirkt, wenn er aus der Liste gewählt wird, die nach einem Schrägstrich aufgeht: {command}',
    pastedOptions:
      'Gelesen wurde nur die Frage: Die anderen Angaben wirken, wenn der Befehl aus der Liste gewählt wird.',
    sourceOf: 'Das steht in „{title}“.',
    sourceOfGone: 'Die Quelle hat sich seither geändert: Die Stelle ist nicht mehr da.',
    sureAnswers: 'Ziemlich sicher: Von solchen Antworten stimmen etwa {percent} von 100.',
    sureMayAnswer: 'Nicht ganz sicher: Von solchen Antworten stimmen etwa {percent} von 100.',
    sureQuote:
      'Es sind die Worte von „{title}“; ob sie die Frage beantworten, müssen Sie selbst beurteilen.',
    sureNone:
      'Ich habe nichts gefunden, was die Frage beantwortet: Was ich zeigen kann, ist ihr nur nahe.',
    sureAllWords: 'In der Stelle steht alles, wonach gefragt wurde.',
    sureSomeWords:
      'In der Stelle steht nur ein Teil dessen, wonach gefragt wurde, oder es ist anders gesagt.',
    sureRead: 'Zusammen mit der Frage gelesen, beantwortet sie diese.',
    sureReadNot: 'Zusammen mit der Frage gelesen, beantwortet sie diese nicht eindeutig.',
    sureAlsoIn: {
      one: '{n} weiterer Artikel sagt dasselbe.',
      other: '{n} weitere Artikel sagen dasselbe.',
    },
    sureDiffers: {
      one: '{n} weiterer Artikel sagt etwas anderes.',
      other: '{n} weitere Artikel sagen etwas anderes.',
    },
    sureVerbatim: 'Es sind Wort für Wort die Worte von „{title}“.',
    quotedBy: 'Zitiert von {user}',
    quoteWhich: 'Welcher Satz?',
    quoteUnposted: 'Gepostet wird erst, was Sie teilen.',
    quoteChoose: 'Einen Satz wählen',
    verifyVerbatim: '✅ Wörtlich: Diese Worte stehen in den Artikeln.',
    verifyVerbatimBut: '✅ Wörtlich, abgesehen von: {differences}.',
    verifyAltered:
      '⚠️ Verändert: So steht es nicht Wort für Wort in den Artikeln. {percent} % stimmen überein.',
    verifyNotFound: '❌ In den Artikeln nicht gefunden.',
    verifyTooShort: 'Das ist zu kurz zum Prüfen: Diese Wörter stehen in jedem Text.',
    verifyRunsOn: {
      one: 'Das Zitat ist aus {n} Absatz.',
      other: 'Das Zitat verbindet {n} Absätze.',
    },
    verifyPlaces: {
      one: 'Es steht an {n} Stelle.',
      other: 'Es steht an {n} Stellen; gezeigt ist eine davon.',
    },
    verifyPlacesMost: {
      one: 'Es steht an {n} Stelle oder mehr; gezeigt ist eine davon.',
      other: 'Es steht an {n} Stellen oder mehr; gezeigt ist eine davon.',
    },
    verifyCutNumber: 'Eine Zahl ist abgeschnitten: „{quoted}“ ist im Artikel „{number}“.',
    verifyCutSentence: 'Es ist Teil eines längeren Satzes:',
    verifyLeavesOut: '-# […] lässt weg: {text}',
    'disguise.hidden words': 'Wörter darin sind durchgestrichen oder verborgen.',
    'disguise.text direction':
      'Unsichtbare Zeichen ändern, in welcher Reihenfolge es gelesen wird.',
    verifyJoined: {
      one: 'Das Zitat ist aus {n} Stelle zusammengesetzt.',
      other: 'Das Zitat ist aus {n} Stellen zusammengesetzt.',
    },
    verifyLegend: '~~fehlt~~ · __hinzugefügt__',
    verifyMany: {
      one: 'Nur das erste Zitat ist geprüft.',
      other: 'Nur die ersten {n} Zitate sind geprüft.',
    },
    unquoted: 'Hier steht kein Zitat.',
    unquotedCut: 'Das ist nur der Anfang. Prüfen lässt sich, was hier steht.',
    filesMany: {
      one: 'Nur die erste Textdatei ist gelesen.',
      other: 'Nur die ersten {n} Textdateien sind gelesen.',
    },
    'place.forwarded': 'In der weitergeleiteten Nachricht',
    'place.embed': 'Im Embed',
    'place.preview': 'In der Vorschau des Links',
    'place.picture': 'In der Beschreibung des Bildes',
    'place.file': 'In {file}, Zeile {line}',
    'place.wholeFile': 'In {file}',
    'place.fileStart': 'Der Anfang von {file}',
    'difference.quotation marks': 'Anführungszeichen',
    'difference.apostrophes': 'Apostrophe',
    'difference.dashes': 'Striche',
    'difference.spaces': 'Leerzeichen',
    'difference.case': 'Groß- und Kleinschreibung',
    'difference.ellipses': 'Auslassungspunkte',
    'difference.final punctuation': 'Zeichen am Ende',
    'difference.letter forms': 'Buchstabenformen',
    'difference.invisible characters': 'unsichtbare Zeichen',
    'difference.formatting': 'Formatierung',
    'difference.reference marks': 'Fußnotenzeichen',
    'difference.sic': '[sic]',
    'difference.line-end hyphens': 'Trennstriche am Zeilenende',
    findTitle: 'Stellen, die zu dieser Nachricht passen:',
    findMaybe: 'Die nächstliegenden Stellen. Vielleicht passen sie nicht zu dieser Nachricht.',
    addRead: 'So wird der Artikel gelesen. Als {file} speichern?',
    addDropped: {
      one: '{n} Zeile weggelassen',
      other: '{n} Zeilen weggelassen',
    },
    addWarnings: 'Bitte beachten',
    addDuplicate: 'Das steht schon in den Artikeln: „{title}“.',
    addChosenBefore: 'Das wurde schon durchgesehen: Was dabei gewählt wurde, gilt noch.',
    addWaits: 'Er wartet bis {time} auf eine Entscheidung.',
    addOrigin: 'Woher er kommt',
    addFetched: 'Abgerufen von {url}',
    addClaimsUrl: 'Nach eigener Angabe von {url}',
    addClaimsPublisher: 'Nach eigener Angabe veröffentlicht von {publisher}',
    addLines:
      'Unten lassen sich Zeilen weglassen und aufnehmen. Die Datei im Überblick enthält jede Zeile ganz.',
    addLinesOnly:
      'Diese Datei enthält mehrere Artikel und wird als Ganzes gespeichert oder verworfen.',
    addNone: 'Es gibt keine solche Zeile.',
    addLeave: 'Zeilen weglassen …',
    addTake: 'Zeilen aufnehmen …',
    unknown: 'unbekannt',
    'field.title': 'Titel',
    'field.author': 'Autor oder Autorin',
    'field.publisher': 'Herausgeber',
    'field.published': 'Erscheinungsdatum',
    'field.language': 'Sprache',
    'field.url': 'Adresse',
    formCorrect: 'Angaben zum Artikel',
    formDate: 'Ein vollständiges Datum wie 31.5.2024. Leer, wenn es nicht bekannt ist.',
    formLanguage: 'Ihr Name oder Kürzel, etwa Deutsch oder de. Leer, wenn sie nicht bekannt ist.',
    formWrong: '{field}: {reason} Die Angabe bleibt, wie sie war.',
    added: 'Als {file} gespeichert. Fragen dazu sind jetzt möglich.',
    addedLater:
      'Als {file} gespeichert. Fragen dazu sind möglich, sobald der Artikelordner wieder lesbar ist.',
    discarded: 'Verworfen. Nichts wurde hinzugefügt.',
    removeSure:
      '„{title}“ ({file}) aus den Artikeln nehmen? Der Text wird dann niemandem mehr gezeigt, und Zitate daraus führen ins Leere. Was schon gepostet wurde, bleibt stehen. 30 Tage lang lässt sich der Artikel zurückholen.',
    removeSureMany: {
      one: 'Die Datei {file} enthält {n} Artikel. Ihn herausnehmen? Der Text wird dann niemandem mehr gezeigt, und Zitate daraus führen ins Leere. Was schon gepostet wurde, bleibt stehen. 30 Tage lang lässt sich die Datei zurückholen.',
      other:
        'Die Datei {file} enthält {n} Artikel. Alle herausnehmen? Ihr Text wird dann niemandem mehr gezeigt, und Zitate daraus führen ins Leere. Was schon gepostet wurde, bleibt stehen. 30 Tage lang lässt sich die Datei zurückholen.',
    },
    removed: 'Entfernt: {file}.',
    restored: 'Zurückgeholt: {file}.',
    restoredAs: 'Zurückgeholt als {file}: Es gibt inzwischen eine andere Datei {was}.',
    restoredLater:
      'Zurückgeholt: {file}. Fragen dazu gehen, sobald sich der Artikelordner wieder lesen lässt.',
    refreshed: {
      one: 'Mit dem Ordner abgeglichen: {n} Artikel.',
      other: 'Mit dem Ordner abgeglichen: {n} Artikel.',
    },
    sourcesTitle: { one: '{n} Quelle', other: '{n} Quellen' },
    sourcesHint:
      '{command} fügt eine hinzu: einen Feed, eine Seite, eine Sitemap oder eine llms.txt.',
    'kind.feed': 'Feed',
    'kind.page': 'Seite',
    'kind.sitemap': 'Sitemap',
    'kind.llms': 'llms.txt',
    'kind.folder': 'Ordner',
    sourceArticles: { one: '{n} Artikel', other: '{n} Artikel' },
    sourceGone: { one: '{n} Seite gibt es nicht mehr', other: '{n} Seiten gibt es nicht mehr' },
    sourceWaiting: { one: '{n} Artikel wartet auf Sie', other: '{n} Artikel warten auf Sie' },
    sourceLast: 'nachgesehen {when}',
    sourceNext: 'wieder {when}',
    sourceNever: 'noch nicht nachgesehen',
    sourceLooking: 'wird gerade nachgesehen',
    sourceInPlace: 'wird an Ort und Stelle gelesen',
    sourceFailures: {
      one: '{n} Versuch schlug fehl',
      other: '{n} Versuche in Folge schlugen fehl',
    },
    sourceEvery: 'alle {time}',
    sourceOnly: 'nur {pattern}',
    sourceMost: { one: 'höchstens {n} Artikel', other: 'höchstens {n} Artikel' },
    sourceKeepCount: { one: 'behält den neuesten', other: 'behält die neuesten {n}' },
    sourceKeepAge: {
      one: 'behält die des letzten Tages',
      other: 'behält die der letzten {n} Tage',
    },
    sourceAnnounced: 'angekündigt in {channel}',
    announceForbidden:
      'Seit {since} lässt sich in {channel} nichts ankündigen: Ich darf dort nicht schreiben.',
    announceMissing:
      'Seit {since} lässt sich in {channel} nichts ankündigen: Den Kanal gibt es nicht mehr.',
    previewTitle: 'Das käme von „{title}“ ({kind}):',
    previewFound: {
      one: '{n} Artikel von {named}, die sie nennt; der neueste:',
      other: '{n} Artikel von {named}, die sie nennt; die neuesten:',
    },
    previewName: 'Name **{name}**',
    previewWaits: '⏳ Würde auf Sie warten: {reason}',
    previewThere: 'Ist schon da: „{title}“',
    previewFeeds:
      'Diese Seite nennt Feeds. Ein Feed bringt jeden neuen Artikel, eine Seite bleibt ein einziger.',
    sourceAdded:
      'Hinzugefügt: {name}. Die Artikel werden jetzt abgerufen; {command} zeigt, wie weit das ist.',
    lookNew: { one: '{n} neuer', other: '{n} neue' },
    lookChanged: { one: '{n} geändert', other: '{n} geändert' },
    lookRemoved: { one: '{n} herausgenommen', other: '{n} herausgenommen' },
    lookSame: { one: '{n} schon von anderswo da', other: '{n} schon von anderswo da' },
    lookFailed: { one: '{n} war nicht zu bekommen', other: '{n} waren nicht zu bekommen' },
    lookNothing: 'nichts Neues',
    looksGoOn: 'Das dauert länger und läuft weiter; {command} zeigt, was daraus wird.',
    linesMore: { one: '… und {n} weitere', other: '… und {n} weitere' },
    waitingTitle: { one: '{n} Artikel wartet auf Sie', other: '{n} Artikel warten auf Sie' },
    waitingNone: 'Kein Artikel wartet auf Sie.',
    waitingFrom: 'aus {source}, wartet seit {since}',
    waitingWhy: '⏳ Grund: {reason}',
    waitingKept: 'Als {file} gespeichert.',
    waitingDropped: 'Verworfen. Er kommt nicht wieder.',
    sourceSureNone: 'Die Quelle {name} entfernen? Aus ihr kam kein Artikel.',
    sourceSure: {
      one: 'Die Quelle {name} entfernen? Soll auch ihr Artikel gehen?',
      other: 'Die Quelle {name} entfernen? Sollen auch ihre {n} Artikel gehen?',
    },
    sourceRemoved: 'Entfernt: {name}.',
    sourceArticlesStay: { one: 'Ihr Artikel bleibt.', other: 'Ihre {n} Artikel bleiben.' },
    sourceArticlesWent: {
      one: 'Ihr Artikel wurde herausgenommen und lässt sich 30 Tage lang zurückholen.',
      other: 'Ihre {n} Artikel wurden herausgenommen und lassen sich 30 Tage lang zurückholen.',
    },
    announcing: {
      one: 'Neue Artikel aus {name} werden in {channel} angekündigt, höchstens {n} pro Stunde.',
      other: 'Neue Artikel aus {name} werden in {channel} angekündigt, höchstens {n} pro Stunde.',
    },
    announcingEnded: 'Neue Artikel aus {name} werden nicht mehr angekündigt.',
    announced: 'Neuer Artikel',
    announcedFrom: 'Neu von {publisher}',
    announcedMore: { one: '… und {n} weiterer', other: '… und {n} weitere' },
    gapsTitle: {
      one: '{n} Frage, auf die die Artikel keine Antwort hatten',
      other: '{n} Fragen, auf die die Artikel keine Antwort hatten',
    },
    gapsMore: {
      one: '… und {n} weitere in der Datei',
      other: '… und {n} weitere in der Datei',
    },
    gapsKept: {
      one: 'Aufgehoben für {n} Tag, ohne Angabe, wer wo gefragt hat.',
      other: 'Aufgehoben für {n} Tage, ohne Angabe, wer wo gefragt hat.',
    },
    gapsTextsOff:
      'Hier werden nur Zahlen aufgehoben. Mit `GAP_LOG=true` werden auch die Fragen aufgehoben.',
    gapsDisliked: {
      one: '{n} Antwort half nicht',
      other: 'Antworten halfen {n}-mal nicht',
    },
    gapsUnhelpful: '{n}× nicht hilfreich',
    gapsHelpful: '{n}× hilfreich',
    gapsGone: '{id} · steht so nicht mehr in den Artikeln',
    gapsOpen: 'Eine Stelle öffnen, die nicht half',
    gapsClearSure: {
      one: '{n} Eintrag endgültig löschen: eine unbeantwortete Frage oder was zu einer Antwort gesagt wurde?',
      other:
        'Alle {n} Einträge endgültig löschen: unbeantwortete Fragen und was zu Antworten gesagt wurde?',
    },
    pinsTitle: { one: '{n} angeheftete Antwort', other: '{n} angeheftete Antworten' },
    pinsNone: 'Nichts ist angeheftet. {command} heftet einer Frage eine Textstelle an.',
    pinsMore: {
      one: '… und {n} weitere in answers.yaml',
      other: '… und {n} weitere in answers.yaml',
    },
    pinDone:
      'Angeheftet: Wer „{question}“ fragt, so oder mit anderen Worten, sieht diese Stelle zuerst.',
    pinPreview:
      'Wer „{question}“ fragt, so oder mit anderen Worten, sieht dann diese Stelle zuerst. Anheften?',
    pinRemoved: '„{question}“ hat keine angeheftete Antwort mehr.',
    pinChanged: '⚠️ nicht gezeigt: Die Stelle hat sich geändert',
    pinGone: '⚠️ nicht gezeigt: Die Stelle gibt es nicht mehr',
    pinSaid: 'Dort stand: „{words}“',
    pinChoose: 'Einer Frage eine Antwort anheften …',
    pinForm: 'Antwort anheften',
    pinFormField: 'Die Stelle',
    pinFormHint: 'Ihre Zitat-ID oder einige Wörter des Satzes',
    gapsCleared: 'Gelöscht.',
    statsTitle: { one: 'Der letzte Tag', other: 'Die letzten {n} Tage' },
    statsBefore: { one: 'am Tag davor: {count}', other: 'in den {n} Tagen davor: {count}' },
    statsSince: 'Gezählt seit {date}, nach Tagen in UTC, ohne Angabe, wer gefragt hat.',
    useQuestions: { one: '{n} Frage', other: '{n} Fragen' },
    useAnswered:
      'Beantwortet: {answers} · vielleicht beantwortet: {mayAnswer} · ohne Antwort: {noAnswer}',
    useHelpful: 'Hilfreich: {helpful} · nicht hilfreich: {unhelpful}',
    useWeekly: 'Fragen je Woche, die jüngste zuletzt: {numbers}',
    useRecurring: 'Immer wieder gefragt, ohne Antwort',
    useDays: { one: 'an {n} Tag', other: 'an {n} Tagen' },
    useDisliked: 'Hat nicht geholfen',
    useShared: 'Am häufigsten geteilt',
    useAllReached: {
      one: 'Der {n} Artikel wurde gefunden oder zitiert.',
      other: 'Alle {n} Artikel wurden gefunden oder zitiert.',
    },
    useUnreached: {
      one: '{n} von {of} Artikeln hat niemand gefunden',
      other: '{n} von {of} Artikeln hat niemand gefunden',
    },
    useMore: { one: '… und {n} weiterer', other: '… und {n} weitere' },
    digestTitle: 'Die Woche: {days}',
    digestBefore: 'in der Woche davor: {count}',
    digestMore: 'Mehr mit {stats} und {gaps}. Es wird nicht aufgehoben, wer gefragt hat.',
    digestForbidden:
      'Der letzte wöchentliche Überblick konnte in {channel} nicht veröffentlicht werden: Dort darf ich nicht schreiben. Nächste Woche versuche ich es wieder.',
    digestMissing:
      'Der letzte wöchentliche Überblick konnte nicht veröffentlicht werden: Den Kanal {channel} gibt es nicht mehr. Ein anderer kann gewählt werden.',
    cancelled: 'Es wurde nichts geändert.',
    messagesUsed:
      'Von jetzt an antworte ich in unseren Direktnachrichten auch aus den Artikeln von {name}. Dafür hebe ich Ihre Kennung und die dieses Servers auf, sonst nichts, bis Sie es beenden: mit dem Knopf hier oder in unseren Direktnachrichten mit {command}. Wer den Server verlässt, sieht seine Artikel nicht mehr.',
    messagesStopped:
      'Beendet. In unseren Direktnachrichten antworte ich nicht mehr aus den Artikeln von {name}, und dass Sie sie gewählt haben, ist vergessen.',
    settingsTitle: 'Einstellungen dieses Servers',
    settingsHint: 'Was Sie wählen, gilt sofort; rückgängig machen Sie es, indem Sie neu wählen.',
    settingsNoChannel: 'Nirgends: Kanal wählen',
    settingLanguage: 'Sprache dessen, was alle sehen',
    settingLanguageHint: 'Was nur eine Person sieht, ist in deren Sprache.',
    settingLanguageServer: 'Wie der Server',
    settingMentions: 'Wenn mich jemand erwähnt',
    settingMentionsHint: 'Befehle und Direktnachrichten funktionieren in jedem Fall.',
    settingMentionsOn: 'Ich antworte',
    settingMentionsOff: 'Ich schweige',
    settingVisible: 'Wo `sichtbar: true` Antworten allen zeigt',
    settingVisibleHint: 'Anderswo sieht sie nur, wer gefragt hat. Teilen geht weiterhin.',
    settingVisibleEverywhere: 'Überall',
    settingVisibleChannels: 'Nur in gewählten Kanälen',
    settingVisibleNowhere: 'Nirgends',
    settingVisibleWhich: 'Kanäle wählen (samt ihren Threads)',
    settingAnnouncements: 'Wo neue Artikel angekündigt werden',
    settingAnnouncementsHint:
      'Die von Quellen, die selbst keinen Kanal nennen. Sobald Sie einen wählen, schreibe ich dort eine Zeile.',
    settingDigest: 'Wo der wöchentliche Überblick erscheint',
    settingDigestHint:
      'Was gefragt wurde und was fehlte. Sobald Sie einen wählen, schreibe ich dort eine Zeile.',
    settingTheme: 'Hintergrund der Zitatkarten',
    settingThemeHint: 'Von Zitaten, die als Bild geteilt werden.',
    settingThemeUsual: 'Wie beim Teilen gewählt',
    settingThemeLight: 'Hell',
    settingThemeDark: 'Dunkel',
    settingAccent: 'Akzent der Zitatkarten',
    settingAccentHint: 'Der Balken neben dem Zitat.',
    settingAccentUsual: 'Wie üblich (Blau)',
    'settingAccent.blue': 'Blau',
    'settingAccent.teal': 'Petrol',
    'settingAccent.green': 'Grün',
    'settingAccent.olive': 'Oliv',
    'settingAccent.amber': 'Bernstein',
    'settingAccent.orange': 'Orange',
    'settingAccent.red': 'Rot',
    'settingAccent.pink': 'Rosa',
    'settingAccent.purple': 'Violett',
    'settingAccent.grey': 'Grau',
    formAccent: 'Farbe',
    formAccentHint:
      'Als #rrggbb, zum Beispiel #0d8f85. Sie muss sich vom Hintergrund der Karten abheben.',
    channelElsewhere: '{channel} ist kein Kanal dieses Servers. Es wurde nichts geändert.',
    channelUnseen:
      'Ich sehe {channel} nicht. Geben Sie mir dort „Kanal ansehen“ und wählen Sie ihn noch einmal. Es wurde nichts geändert.',
    channelForbidden:
      'Ich darf in {channel} nicht schreiben. Geben Sie mir dort „Kanal ansehen“ und „Nachrichten senden“ und wählen Sie ihn noch einmal. Es wurde nichts geändert.',
    channelMissing: 'Diesen Kanal gibt es nicht mehr. Es wurde nichts geändert.',
    channelRefused:
      'Discord lässt mich in {channel} nichts veröffentlichen. Es wurde nichts geändert.',
    accentUnread: '„{typed}“ ist keine Farbe der Form #rrggbb. Es wurde nichts geändert.',
    accentFadesLight:
      '{colour} ist zu blass für helle Karten: Zum Hintergrund braucht es einen Kontrast von 3:1. Es wurde nichts geändert.',
    accentFadesDark:
      '{colour} ist zu dunkel für dunkle Karten: Zum Hintergrund braucht es einen Kontrast von 3:1. Es wurde nichts geändert.',
    announcementsHere: 'Neue Artikel werden von jetzt an in diesem Kanal angekündigt.',
    digestHere:
      'Der wöchentliche Überblick kommt hierher: montags zwischen 9 und 10 Uhr UTC, wie die Artikel genutzt wurden. Eine Woche, in der nichts gefragt wurde, hat keinen.',
    visibleNowhere:
      'Das sehen nur Sie: Auf diesem Server darf `sichtbar: true` nicht verwendet werden.',
    visibleOnlyIn:
      'Das sehen nur Sie: Auf diesem Server darf `sichtbar: true` nur in {channels} verwendet werden.',
    collectionTitle: 'Artikel von {name}',
    collectionNone:
      'Dieser Server hat noch keine eigenen Artikel. Der erste, der mit {command} hinzukommt, macht den Anfang.',
    collectionSeesDefault: 'Mitglieder sehen auch die allgemeinen Artikel.',
    collectionHidesDefault: 'Mitglieder sehen nur die Artikel dieses Servers.',
    collectionIsDefault:
      '{command} ändert hier die allgemeinen Artikel, die auch andere Server sehen.',
    collectionOfOperator: 'Im Ganzen löschen kann sie nur, wer den Bot betreibt.',
    useOf: '{what}: {use} von {max}',
    useFree: '{what}: {use}',
    'use.articles': 'Artikel',
    'use.passages': 'Stellen',
    'use.bytes': 'Größe der Dateien',
    'use.sources': 'Quellen',
    'use.waiting': 'Wartende Artikel',
    'use.questions': 'Fragen in der letzten Minute',
    formDeleteAll: 'Alles löschen?',
    formDeleteTitle: 'Zur Bestätigung den Titel eintippen',
    formDeleteHint: 'Artikel, Quellen, Wartendes und offene Fragen sind dann endgültig weg.',
    deletedAll: 'Endgültig gelöscht: alle Artikel von {name} und alles, was dazu aufgehoben war.',
    blocked: 'Nicht veröffentlicht: Der Wortfilter dieses Servers lässt es nicht durch.',
    notPermitted: 'Discord lässt mich das hier nicht tun.',
    failed:
      'Bei mir ist etwas schiefgegangen. Passiert es wieder, hilft ein Hinweis an die Person, die mich betreibt: {id}',
  },

  refusals: {
    badSetting: '{name} {reason}.',
    badModelName:
      'EMBEDDING_MODEL ist kein Modellname: Möglich sind {bundled} oder Organisation/Name wie auf der Modellseite.',
    modelUnavailable: 'Das Modell {model} lässt sich nicht laden: {reason}.',
    modelAway: {
      one: 'Das Modell {model} läuft seit einer Minute nicht, deshalb endet Footnote.',
      other: 'Das Modell {model} läuft seit {n} Minuten nicht, deshalb endet Footnote.',
    },
    embedderClosed: 'Das Modell ist bereits geschlossen.',
    embedderStopped: 'Das Modell hat immer wieder angehalten.',
    readingBusy: {
      one: '{n} Datei wartet schon darauf, gelesen zu werden. Bitte in einer Minute noch einmal versuchen.',
      other:
        '{n} Dateien warten schon darauf, gelesen zu werden. Bitte in einer Minute noch einmal versuchen.',
    },
    readingUnavailable:
      'Gerade lassen sich keine Dateien lesen. Bitte in einer Minute noch einmal versuchen.',

    formTooLate: 'Das hat zu lange gedauert. Bitte den Knopf noch einmal drücken.',
    databaseAway:
      'Die Datenbank ist gerade nicht zu erreichen. Bitte in einer Minute noch einmal versuchen.',
    databaseRefused: 'Die Datenbank auf {host} (DATABASE_URL) ist nicht zu benutzen: {reason}.',
    databaseTooOld: 'Die Datenbank ist PostgreSQL {found}: Es muss {needed} oder neuer sein.',
    vectorNotInstalled:
      'Auf dem Datenbankserver fehlt pgvector: Dort ist pgvector {needed} oder neuer zu installieren (das Paket heißt postgresql-…-pgvector).',
    vectorNotCreated:
      'Die Erweiterung pgvector fehlt in dieser Datenbank, und der Bot darf sie nicht anlegen: Ein Superuser muss darin „{sql}“ ausführen.',
    vectorTooOld:
      'Die Datenbank hat pgvector {found}: Es muss {needed} oder neuer sein. Auf dem Server installieren und dann „{sql}“ in der Datenbank ausführen.',
    databaseNewer:
      'Die Datenbank gehört zu einem neueren Footnote (Migration {found}; dieses kennt {known}): Bitte jenes installieren.',
    writtenByNewer:
      'Ein neueres Footnote ({version}) schreibt diese Artikel: Dieses lässt sie, wie sie sind, und antwortet weiter aus dem, was es kennt.',
    databaseOtherwise:
      'Die Datenbank stammt von einer anderen Fassung der Migration {name}: Sie passt nicht zu diesem Footnote.',
    migrationsBusy: {
      one: 'Ein anderer Prozess ändert die Datenbank seit mehr als {n} Sekunde: Bitte nachsehen, was er tut, und neu starten.',
      other:
        'Ein anderer Prozess ändert die Datenbank seit mehr als {n} Sekunden: Bitte nachsehen, was er tut, und neu starten.',
    },
    migrationFailed: 'Die Migration {name} der Datenbank ist fehlgeschlagen: {reason}.',
    leaseLost: 'Inzwischen hat ein anderer Prozess übernommen ({lease}): Geschrieben wurde nichts.',

    tokenMissing: 'DISCORD_TOKEN ist nicht gesetzt: Es gehört zuerst in die Datei .env.',
    tokenRefused:
      'Discord hat DISCORD_TOKEN abgelehnt: Das Token des Bots steht auf seiner Seite im Developer Portal.',
    shardRefused:
      'Discord hat die Nummer der Verbindung abgelehnt (Code 4010): Bitte diesen Fehler melden.',
    shardingRequired:
      'Discord verlangt, dass der Bot auf mehr Verbindungen verteilt wird (Code 4011): SHARDS auf auto oder eine höhere Zahl setzen.',
    gatewayVersionRefused:
      'Discord spricht diese Fassung seines Gateways nicht mehr (Code 4012): Bitte ein neueres Footnote installieren.',
    intentsInvalid:
      'Discord kennt einen Intent nicht, um den der Bot bittet (Code 4013): Bitte ein neueres Footnote installieren.',
    intentsDisallowed:
      'Discord erlaubt dem Bot einen Intent nicht, um den er bittet (Code 4014): Siehe „Privileged Gateway Intents“ auf seiner Seite im Developer Portal.',
    notInServer:
      'DISCORD_GUILD_ID nennt einen Server, auf dem der Bot nicht ist ({server}): Er muss zuerst dorthin eingeladen werden.',
    notDiscord:
      'DISCORD_API_URL ({url}) antwortet nicht wie Discord: Gemeint ist die Wurzel seiner REST-API.',
    discordUnreachable:
      'Discord ist nicht erreichbar. Bitte das Netz prüfen und noch einmal versuchen.',
    discordUnreachableAt:
      'Discord ist unter {url} (DISCORD_API_URL) nicht erreichbar. Bitte das Netz prüfen und noch einmal versuchen.',

    folderMissing: 'Den Artikelordner {folder} gibt es nicht.',
    folderClosed: 'Der Artikelordner {folder} lässt sich nicht öffnen: {reason}.',
    folderIsFile: 'Der Artikelordner {folder} ist eine Datei und kein Ordner.',
    folderNotMade: 'Der Ordner {folder} lässt sich nicht anlegen.',
    dataNotMoved: '{from} ließ sich nicht nach {to} verschieben, wo es jetzt hingehört ({code}).',
    dataAmongArticles:
      'Damit Artikel hinzukommen oder entfernt werden können, darf DATA_DIR nicht in ARTICLES_DIR liegen.',
    alreadyRunning:
      'Mit den Daten in {folder} läuft schon ein Footnote: Beenden Sie es zuerst, oder setzen Sie ein anderes DATA_DIR.',
    stateNotLocked:
      'Der Ordner {folder} ließ sich nicht sperren ({code}): Prüfen Sie seine Rechte.',
    notRunning: 'Mit den Daten in {folder} läuft kein Footnote.',
    statusSilent: 'Das Footnote, das mit den Daten in {folder} läuft, antwortet nicht.',
    notIndexed: '{file} ist nicht durchsuchbar: {reason}.',
    savedFileUnusable: 'Die gespeicherte Datei {file} ist unbrauchbar.',
    fileNotWritten: 'Die Datei {file} war nicht zu schreiben.',
    snapshotUnusable: 'Der gespeicherte Index wird nicht verwendet: {reason}.',

    noArticles: 'Noch gibt es keine Artikel, in denen gesucht werden kann.',
    readingStarts:
      'Das Lesen der Artikel hat gerade erst begonnen. Bitte gleich noch einmal fragen.',
    reading:
      'Die Artikel werden noch gelesen: {done} von {total} Dateien. Bitte gleich noch einmal fragen.',
    indexing:
      'Die Artikel werden noch vorbereitet: {done} von {total} Stellen. Bitte gleich noch einmal fragen.',
    quotesReading: 'Die Artikel werden noch für Zitate gelesen. Bitte gleich noch einmal fragen.',
    takesLonger:
      'Das Lesen der Artikel dauert länger, als ich mit einer Antwort warten kann. Bitte später noch einmal fragen.',
    restarting: 'Ich werde gerade neu gestartet. Bitte in einer Minute noch einmal fragen.',

    onlyNoise: 'Darin steht keine Frage: Links, Emojis und Erwähnungen allein fragen nach nichts.',
    talkGreetings: 'Hallo! Fragen Sie mich etwas zu den Artikeln. {examples}',
    talkThanks: 'Gern geschehen! Fragen Sie jederzeit weiter. {examples}',
    talkReactions: 'Ich bin für Fragen zu den Artikeln da. {examples}',
    talkAboutBot:
      'Ich beantworte Fragen mit Stellen aus den Artikeln hier, Wort für Wort und mit Quelle; ich erfinde nichts. {examples}',
    questionTooShort: 'Bitte mit mindestens {min} Zeichen fragen.',
    questionTooLong: 'Bitte mit höchstens {max} Zeichen fragen; das waren {length}.',
    countRange: 'Bitte eine Anzahl von {min} bis {max} wählen.',
    badDate: 'Das Datum „{typed}“ ist unverständlich. So geht es: 2024, 2024-11 oder 2024-11-05.',
    datesCrossed: 'Das erste Datum liegt nach dem zweiten: {since} ist später als {until}.',
    unknownPublisher:
      'Von „{publisher}“ stammt kein Artikel. Bitte etwas aus der Liste wählen, die beim Tippen erscheint.',
    unknownArticle:
      'Einen Artikel namens „{article}“ gibt es hier nicht. Bitte einen aus der Liste wählen, die beim Tippen erscheint.',
    noSuchArticle: 'Diesen Artikel gibt es nicht. Bitte einen aus der Liste wählen.',
    articleGone: 'Diesen Artikel gibt es hier nicht mehr.',
    citeUnknown: 'Keine Stelle hat diese Kennung. Eine Kennung sieht so aus: k3m9ta-x7q2vd.',
    noLink: 'Der Artikel hat keine Adresse im Web, auf die man verweisen könnte.',
    notVerbatim:
      'Der Text von [{id}] in {file} ist nicht mehr der, der eingelesen wurde; er wird deshalb nicht zitiert.',
    sourceChanged:
      'Die Quelle hat sich inzwischen geändert, deshalb wird nicht zitiert. Bitte noch einmal fragen.',
    sourceChangedOn:
      'Die Quelle hat sich inzwischen geändert ({at:day}), deshalb wird nicht zitiert. Bitte noch einmal fragen.',
    cardGlyphs:
      'Das lässt sich nicht als Bild zeichnen: Keine Schrift hier hat {characters}. Bitte als Text teilen.',
    cardTooLong: 'Das passt nicht ganz auf ein Bild. Bitte als Text teilen.',
    cardNoFiles:
      'In diesem Kanal lassen sich keine Bilder posten: Mir fehlt hier die Berechtigung „Dateien anhängen“. Bitte als Text teilen.',
    cardAway:
      'Das Bild ließ sich gerade nicht zeichnen. Bitte als Text teilen oder gleich noch einmal versuchen.',
    quoteNowhere: 'Diese Worte stehen nicht in den Artikeln, deshalb werden sie nicht zitiert.',
    quoteTooLong: 'Bitte ein Zitat von höchstens {max} Zeichen angeben; das waren {length}.',
    noSentence: 'Kein Satz der Artikel enthält diese Wörter.',
    nothingToVerify: 'Bitte einen Text zum Prüfen angeben oder mit --file einen Entwurf.',
    verifyNothing: 'In dieser Nachricht gibt es nichts zu prüfen.',
    findNothing: 'Diese Nachricht hat keine Wörter, nach denen sich suchen lässt.',
    findNone: 'Keine Stelle der Artikel scheint zu dieser Nachricht zu passen.',

    serverOnly: 'Das geht nur auf einem Server.',
    homeOnly:
      'Das geht nur auf einem Server, dem ich hinzugefügt wurde und dem diese Artikel gehören.',
    addedOnly: 'Das geht nur auf einem Server, dem ich hinzugefügt wurde.',
    manageServerOnly: 'Das dürfen nur Mitglieder mit dem Recht „Server verwalten“.',
    managersElsewhere:
      '„Server verwalten“ allein gibt dieses Recht nicht mehr: Hier darf das nur, wem dieser Bot gehört. Sollen es auch die Mitglieder mit „Server verwalten“ dürfen, gehört die Kennung dieses Servers, {server}, in die Einstellung MANAGER_GUILD_IDS des Bots.',
    noOwnArticles: 'Dieser Server hat keine eigenen Artikel.',
    chosenEnough:
      'Sie nutzen in unseren Direktnachrichten schon die Artikel von {max} Servern. Bitte beenden Sie das erst für einen davon.',
    waitsEnough:
      'Sie warten schon auf die Antworten auf {max} Fragen. Bitte drücken Sie erst bei einer davon **Doch nicht**.',
    titleNotTyped:
      'Es wurde nichts gelöscht. Um alles zu löschen, tippen Sie den Titel genau so ein: {title}',
    operatorDeletes: 'Diese Artikel kann im Ganzen nur löschen, wer den Bot betreibt.',
    notYoursToRemove:
      'Entfernen kann das nur, wer es geteilt hat, oder ein Mitglied mit dem Recht „Nachrichten verwalten“.',
    unavailable: 'Das ist hier nicht eingerichtet.',
    gapGone: 'Diese Frage wird nicht mehr aufgehoben.',
    answersNotWritten: 'answers.yaml ließ sich nicht schreiben: {reason}.',
    answersBroken:
      'In answers.yaml ist in Zeile {line} ein Fehler ({reason}), deshalb wird nichts hineingeschrieben.',
    tooManyPins: 'Es gibt schon {n} angeheftete Antworten: Mehr dürfen es nicht sein.',
    noSuchPin:
      'An diese Frage ist keine Antwort geheftet. Bitte beim Tippen eine aus der Liste wählen.',
    pinInFolder:
      'Diese Antwort steht in der answers.yaml eines Ordners: Nur wer den Bot betreibt, kann das ändern.',
    pinDraftGone:
      'Diese Vorschau gibt es nicht mehr: Sie wurde verwendet, verworfen, oder ein Tag ist vorbei.',
    pinSaysNothing: 'Diese Frage nennt nichts, woran sie zu erkennen wäre. Bitte ausschreiben.',
    pinElsewhere: 'Diese Stelle steht nicht in den Artikeln, um die Sie sich hier kümmern.',
    pinNoPassage: 'Keine Stelle hat diese ID, und kein Satz diese Wörter.',
    gapsNone:
      'In der Zeit, die aufgehoben wird, blieb keine Frage unbeantwortet, und keine Antwort wurde als nicht hilfreich bezeichnet.',
    oldButton: 'Dieser Knopf stammt von einer älteren Version. Bitte noch einmal fragen.',
    unknownCommand: 'Diesen Befehl kenne ich nicht (mehr). Wer / tippt, sieht, was ich kann.',
    notConfirmed:
      'Discord hat nicht gesagt, ob das im Kanal angekommen ist. Bitte dort nachsehen, bevor Sie es noch einmal versuchen.',
    slowDown: {
      one: 'Nicht so schnell! Bitte {n} Sekunde warten und noch einmal versuchen.',
      other: 'Nicht so schnell! Bitte {n} Sekunden warten und noch einmal versuchen.',
    },

    addOneSource: 'Bitte entweder eine Datei oder eine Adresse angeben, nicht beides.',
    addNotFromDiscord: 'Nur Dateien, die zu Discord hochgeladen wurden, werden angenommen.',
    addTooLarge: 'Diese Datei ist zu groß: Höchstens {max:bytes} werden angenommen.',
    addFetchFailed: 'Die Datei war bei Discord nicht abzuholen. Bitte noch einmal versuchen.',
    notAdded: '{name} wurde nicht hinzugefügt: {reason}.',
    namelessNotAdded: 'Die Datei wurde nicht hinzugefügt: {reason}.',
    notWaiting:
      'Dieser Artikel wartet nicht mehr: Er wurde gespeichert, verworfen oder hat einen Tag gewartet.',
    severalNotChosen: {
      one: 'Diese Datei enthält {n} Artikel und wird als Ganzes gespeichert oder verworfen.',
      other:
        'Diese Datei enthält {n} Artikel und wird als Ganzes gespeichert oder verworfen: Auswählen oder berichtigen lässt sich darin nichts.',
    },
    changedMeanwhile:
      'Das hat inzwischen jemand geändert, deshalb wurde es nicht gespeichert. Bitte noch einmal ansehen.',
    nothingLeft:
      'Vom Artikel bliebe nichts übrig. Bitte mindestens einen Absatz behalten, oder verwerfen.',
    choicesNotKept:
      'Mit dieser Auswahl lässt sich der Artikel nicht so speichern, dass er wieder genauso gelesen wird, deshalb wurde er nicht gespeichert. Bitte weniger weglassen, oder die Datei berichtigen und neu hinzufügen.',
    keepNothing:
      'Diese Nachricht hat keine Worte, die gespeichert werden könnten. Dateien nimmt `/artikel hinzufügen`.',
    notExpected: '„{value}“ ist nicht {expected}.',
    noSuchLine: 'Es gibt keine Zeile {line}: Die Vorschau hat {max}.',
    tooMuchWaiting:
      'Es wartet zu viel darauf, gespeichert oder verworfen zu werden: höchstens {n} Artikel und {max:bytes}. Entscheiden Sie zuerst über einige; nach einem Tag werden sie verworfen.',
    tooMuchWaitingOfYours:
      'Zu viele Ihrer Artikel warten darauf, gespeichert oder verworfen zu werden: höchstens {n}. Entscheiden Sie zuerst über einige; nach einem Tag werden sie verworfen.',
    articleNotWritten: 'Der Artikel war nicht in den Artikelordner zu schreiben.',
    noSuchFile: 'Im Artikelordner gibt es keine Datei {file}.',
    severalArticles: {
      one: '{file} enthält {n} Artikel, der sich nur mit ihr entfernen lässt.',
      other: '{file} enthält {n} Artikel, die sich nur zusammen entfernen lassen.',
    },
    notRemoved: '{file} war nicht aus dem Artikelordner zu entfernen.',
    removedInFolder:
      '{file} liegt in einem Ordner desjenigen, der diesen Bot betreibt, und muss dort entfernt werden.',
    readInPlace:
      '{file} wird aus einem eigenen Ordner gelesen, in dem ich nie etwas ändere. Bitte dort entfernen.',
    notRestorable:
      'Das lässt sich nicht (mehr) zurückholen: Es ist schon wieder da oder wurde vor mehr als 30 Tagen entfernt.',
    restoreThere:
      'Nichts wurde zurückgeholt: Derselbe Text steht schon in den Artikeln, als „{title}“ ({file}).',
    notRestored: '{file} war nicht in den Artikelordner zurückzuholen.',
    nothingRemoved: 'Es gibt nichts zurückzuholen: In den letzten 30 Tagen wurde nichts entfernt.',
    unknownRemoved:
      'Nichts, was in den letzten 30 Tagen entfernt wurde, heißt „{article}“. Bitte einen der Vorschläge wählen.',
    notAmongRemoved: 'In den letzten 30 Tagen wurde nichts mit dem Namen {file} entfernt.',

    noAddress: 'Das ist keine Adresse einer Seite.',
    addressNotHttp: 'Nur Adressen mit http und https lassen sich hinzufügen.',
    addressWithPassword:
      'Adressen, in denen ein Benutzername oder Passwort steht, werden nicht abgerufen.',
    addressNotPublic: 'Diese Adresse liegt nicht im öffentlichen Netz.',
    machineNotPublic: 'Diese Adresse nennt einen Rechner, der nicht im öffentlichen Netz liegt.',
    leadsInside: 'Diese Adresse führt zu einem Rechner, der nicht im öffentlichen Netz liegt.',
    portNotWeb: 'Der Port {port} gehört zu einem anderen Dienst als dem Web.',
    pageMissing: '{host} hat unter dieser Adresse keine Seite.',
    pageForbidden: '{host} zeigt diese Seite Footnote nicht ({status}).',
    pageNotSent: '{host} hat die Seite nicht geschickt ({status}).',
    redirectNowhere: '{host} leitet zu keiner Adresse weiter.',
    redirectInsecure: '{host} leitet zu einer Adresse ohne https weiter.',
    tooManyRedirects: {
      one: 'Die Adresse leitet immer weiter: mehr als {n} Mal.',
      other: 'Die Adresse leitet immer weiter: mehr als {n} Mal.',
    },
    foreignContent: 'Die Adresse führt zu {type}; Artikel sind Dateien mit {endings:or}.',
    pageTooSlow: 'Die Seite war nach {n} s nicht da; länger wird nicht gewartet.',
    fetchStopped: 'Das Abrufen der Seite wurde angehalten.',
    noSite: 'Unter {host} gibt es keine Website.',
    noConnection: '{host} nimmt keine Verbindungen an.',
    badCertificate: '{host} hat kein gültiges Zertifikat, deshalb wurde die Seite nicht abgerufen.',
    pageDamaged: '{host} hat eine beschädigte Seite geschickt.',
    connectionBroke: 'Die Verbindung zu {host} ist abgebrochen.',
    pageTooLong: 'Die Seite ist länger als {max:bytes}; mehr lässt sich nicht hinzufügen.',
    unknownCompression: 'Die Seite kommt in einer Kompression, um die niemand gebeten hat.',

    noSuchSource: 'Eine Quelle namens {name} gibt es nicht.',
    noSources: 'Es gibt noch keine Quellen.',
    sourceThere: 'Diese Adresse ist schon eine Quelle: {name}.',
    sourceNameTaken: 'Der Name {name} gehört schon einer anderen Quelle oder einem Artikelordner.',
    badSourceName:
      'Der Name einer Quelle besteht aus Kleinbuchstaben, Ziffern und Bindestrichen, höchstens {max}.',
    tooManySources: 'Es gibt schon {n} Quellen; mehr können es nicht werden.',
    quotaArticles: 'Mehr Artikel passen hier nicht hinein: {use} von {max} sind da.',
    quotaPassages: 'Das ist mehr, als hier hineinpasst: {use} von {max} Stellen sind da.',
    quotaBytes: 'Das ist mehr, als hier hineinpasst: {use:bytes} von {max:bytes} sind belegt.',
    quotaSources: 'Mehr Quellen passen hier nicht hinein: {use} von {max} sind da.',
    quotaWaiting:
      'Mehr Artikel können hier nicht warten, höchstens {max}: Bitte erst einige speichern oder verwerfen.',
    quotaQuestions: {
      one: 'Hier werden {max} Fragen in der Minute beantwortet; die nächste geht in {n} Sekunde.',
      other:
        'Hier werden {max} Fragen in der Minute beantwortet; die nächste geht in {n} Sekunden.',
    },
    collectionNotMade: 'Für die Artikel dieses Servers ließ sich kein Ordner anlegen: {reason}.',
    collectionNotWritten: 'collection.yaml war nicht zu schreiben: {reason}.',
    collectionBroken:
      'collection.yaml ist nicht zu lesen (Zeile {line}: {reason}) und blieb deshalb, wie es ist.',
    collectionUnconfirmed:
      'Die Sammlung {name} wurde nicht gelöscht: Erst mit --yes wird es getan.',
    collectionNotDeleted: 'Die Sammlung {name} wurde nicht gelöscht: {reason}.',
    defaultNotDeleted:
      'Die Standardsammlung ist der Artikelordner selbst: Bitte löschen Sie seine Dateien von Hand.',
    botHasCollections: 'Mit diesen Sammlungen läuft ein Bot: Bitte halten Sie ihn zuerst an.',
    collectionInFolder:
      'Die Artikel von {name} liegen in einem Ordner: Löschen kann sie nur, wer den Bot betreibt.',
    noSuchCollection: 'Eine Sammlung {name} gibt es nicht.',
    exportThere: '{file} gibt es schon.',
    moveBusy:
      'Andere arbeiten mit der Datenbank (Prozesse oder deren Vormerkungen: {count}): Bitte halten Sie erst alle Bots und Schreiber an.',
    moveTargetUsed: 'In {place} ist schon etwas: Bitte an einen Ort umziehen, an dem nichts ist.',
    moveFileDiffers:
      '{file} in {folder} ist nicht die Datei aus der Datenbank: Bitte nehmen Sie sie erst aus dem Ordner.',
    moveFilesMissing:
      'In {folder} fehlen Dateien, die zum Ordner gehören, darunter {file} (insgesamt {count}): Bitte legen Sie sie erst dorthin.',
    moveFilesMore:
      'In {folder} liegen Dateien, die nicht in der Datenbank sind, darunter {file} (insgesamt {count}). Sie würden wieder zu Artikeln: Bitte nehmen Sie sie erst heraus.',
    moveDiffers:
      'Von der Sammlung „{name}“ ist etwas anders angekommen, als es war ({what}): Bitte rufen Sie denselben Befehl noch einmal auf.',
    sourceFolderMissing: 'Den Ordner der Quelle {name} gibt es nicht: {folder}.',
    sourceInFile:
      '{name} steht in der sources.yaml eines Ordners: Nur wer den Bot betreibt, kann das ändern.',
    sourceOnMachine:
      '{name} ist ein Ordner des Rechners, auf dem der Bot läuft: Er lässt sich nur in sources.yaml ändern.',
    sourcesNotWritten: 'sources.yaml war nicht zu schreiben: {reason}.',
    sourcesBroken:
      'In sources.yaml ist in Zeile {line} ein Fehler ({reason}), deshalb wird nichts hineingeschrieben.',
    previewGone:
      'Diese Vorschau gibt es nicht mehr: Sie wurde verwendet, verworfen, oder ein Tag ist vorbei.',
    notASource: 'Was {host} geschickt hat, taugt nicht als Quelle: {reason}.',
    robotsForbid: '{host} bittet Programme, diese Adresse nicht abzurufen (robots.txt).',
    robotsSilent:
      '{host} sagt gerade nicht, was abgerufen werden darf (robots.txt), deshalb wird nichts abgerufen.',
    siteAsksToWait: {
      one: '{host} bittet, {n} Minute in Ruhe gelassen zu werden.',
      other: '{host} bittet, {n} Minuten in Ruhe gelassen zu werden.',
    },
    pageGoneForGood: '{host} sagt, dass es die Seite endgültig nicht mehr gibt.',
    fetchedNotWritten:
      'Abgerufene Artikel lassen sich nicht in den Ordner {folder} schreiben: {reason}.',
    botLooksItself:
      'Der Bot läuft und sieht selbst nach seinen Quellen: In Discord geht das mit /sources.',
    announceElsewhere: 'Neue Artikel lassen sich nur in einem Kanal dieses Servers ankündigen.',
    announceUnseen: 'Diesen Kanal kann ich nicht sehen, also könnte ich darin nichts ankündigen.',
    sourceUnconfirmed: 'Die Quelle {name} wurde nicht entfernt: Erst mit --yes wird es getan.',
    badSourceFlag: '{field} „{value}“ ist nicht {expected}.',

    fileUnreadable: 'Die Datei {file} lässt sich nicht lesen.',
    noPlainFile: '{file} ist ein Gerät, eine Pipe oder ein Socket; gelesen werden nur Dateien.',
    draftNotText: 'Der Entwurf {file} ist kein Text in UTF-8.',
    draftTooLarge: 'Der Entwurf {file} ist größer als {max:bytes}.',
    removalUnconfirmed: '{file} wurde nicht entfernt: Erst mit --yes wird es getan.',
    badGuildFlag: '--guild muss eine Serverkennung sein, eine Zahl mit 17 bis 20 Ziffern.',
    sharedMissing: '--shared nennt einen Ordner, den es nicht gibt: {folder}.',
    badDatasetLine: 'Zeile {line} von {file} ist keine Frage und kein Artikel wie erwartet.',
    setMissing: 'Vom Fragensatz {set} ist nichts da, womit sich messen ließe.',
    fileUnwritable: '{file} lässt sich nicht schreiben.',
    playgroundPortTaken:
      'Port {port} auf {host} ist belegt: Geben Sie mit PLAYGROUND_PORT einen anderen an.',
    playgroundNotListening:
      'Der Spielplatz kann auf {host}:{port} nicht lauschen: Prüfen Sie PLAYGROUND_HOST und PLAYGROUND_PORT.',
    healthPortTaken:
      'Der Port {port} auf {host} ist belegt: Setzen Sie HEALTH_PORT auf einen anderen.',
    healthNotListening:
      'Der Zustand lässt sich auf {host}:{port} nicht anbieten: Prüfen Sie HEALTH_HOST und HEALTH_PORT.',
    pagePortTaken: 'Port {port} auf {host} ist belegt: In READER_PORT einen anderen angeben.',
    pageNotListening:
      'Die Leseseite kann auf {host}:{port} nicht ausgeliefert werden: READER_HOST und READER_PORT prüfen.',
    standInNotListening: 'Der Ersatz für Discord kann auf {host}:{port} nicht lauschen.',
    pageNotBuilt: 'Die Seite des Spielplatzes ist nicht gebaut: Führen Sie npm run build aus.',
    noSidePanel: 'Dieser Spielplatz wurde ohne seine Seitenleiste gestartet.',
    passageGone: 'Diese Stelle steht in keinem Artikel mehr.',
    nothingAsked: 'Stellen Sie erst eine Frage, dann sehen Sie hier nach.',
    malformedRequest: 'Diese Anfrage ist fehlerhaft.',
    moderatorTokenMissing:
      'Wer hier moderieren will, braucht das Token, das beim Start ausgegeben wurde.',
    moderatorTokenWrong: 'Das ist nicht das Token, das beim Start ausgegeben wurde.',
    fileTooLarge: 'Diese Datei ist zu groß.',
    noResponse: 'Die Anwendung hat nicht rechtzeitig geantwortet.',
    messageUnseen: 'Diese Nachricht ist hier nicht zu sehen.',
    formUnseen: 'Dieses Formular ist hier nicht zu sehen.',
    channelUnseen: 'Dieser Kanal ist hier nicht zu sehen.',
    noSuchPerson: 'Diese Person gibt es hier nicht.',
    noSuchCommand: 'Den Befehl „{name}“ gibt es hier nicht.',
    noSuchSubcommand: 'Den Befehl „/{command} {word}“ gibt es nicht.',
    notPressable: 'Das lässt sich nicht mehr drücken.',
    noMenuHere: 'Private Antworten haben kein Menü mit Befehlen.',
    mayNotWrite: 'Sie dürfen hier nicht schreiben.',
    mayNotDelete: 'Sie dürfen das nicht löschen.',
    notDismissible: 'Nur private Antworten lassen sich ausblenden.',
    fieldWithoutType: 'Dieses Formular hat ein Feld ohne Typ.',
  },

  reasons: {
    askTwo: 'Zum Beispiel: „{first}“ oder „{second}“',
    askOne: 'Zum Beispiel: „{first}“',
    askAnything: 'Was möchten Sie wissen?',
    empty: 'der Inhalt ist leer',
    blank: 'es steht nichts als Leerraum darin',
    tooLarge: 'der Inhalt hat {size:bytes}, mehr als die {max:bytes}, die ein Artikel haben darf',
    tooLargeToAdd: 'mehr als {max:bytes} lassen sich nicht hinzufügen',
    foreignFormat: 'das ist {format} und kein Text',
    pdfDocument: 'ein PDF-Dokument',
    zipArchive: 'ein ZIP-Archiv oder Office-Dokument',
    pngImage: 'ein PNG-Bild',
    jpegImage: 'ein JPEG-Bild',
    gifImage: 'ein GIF-Bild',
    gzipArchive: 'ein gzip-Archiv',
    oldOffice: 'ein altes Office-Dokument',
    rtfDocument: 'ein RTF-Dokument',
    rarArchive: 'ein RAR-Archiv',
    sevenZip: 'ein 7z-Archiv',
    binary: 'das sind Binärdaten und kein Text',
    notArticleFile: 'Artikel sind Dateien mit {endings:or}',
    notAddable: 'Artikel sind Dateien mit {endings:or}',
    saveAs: 'Dateien dieser Art werden nicht gelesen; als {endings:or} gespeichert schon',
    severalOfOtherSites:
      'mehrere Artikel darin nennen {claimed} als ihre Herkunft, geholt wurde aber von {fetched}; wer dafür einsteht, lädt die Datei hoch',
    tooManyLines: 'es sind mehr als {max} einzelne Zeilen',
    tooManyRows: 'sie hat mehr als {max} Zeilen',
    tooManyTags: 'es sind mehr oder tiefere Tags, als eine Seite hat',
    framesOnly:
      'sie besteht nur aus Frames; deren Seiten sind {pages}, und jede lässt sich für sich hinzufügen',
    unparsable: 'die Auszeichnung ließ sich nicht zerlegen',
    noParagraph: 'kein Absatz eines Artikels war darin zu finden',
    draft: 'die Datei ist als Entwurf gekennzeichnet',
    patternTooWild: 'das Muster „{pattern}“ darin hat zu viele Sternchen und gilt nicht',

    noPermission: 'die Zugriffsrechte erlauben das Lesen nicht',
    gone: 'es gibt sie nicht mehr',
    linkLoop: 'die Verknüpfungen führen im Kreis',
    isFolder: 'das ist ein Ordner',
    notFolder: 'es ist kein Ordner',
    isDevice: 'das ist ein Gerät, eine Pipe oder ein Socket',
    linkOutside: 'das ist eine Verknüpfung, die aus dem Artikelordner hinausführt',
    tooDeep: 'sie liegt mehr als {max} Ordner tief',
    folderNameTaken: 'einen Ordner dieses Namens gibt es schon bei den Artikeln',
    moreFilesThan: 'darin sind mehr Dateien als die {max}, die gelesen werden',
    systemSays: 'das System meldet {code}',
    systemSaysNothing: 'das System nennt keinen Grund',
    foreignWords: '{said}',

    readingTooSlow: 'das Lesen dauerte länger als {n} s',
    readingTooBig: 'das Lesen braucht mehr Speicher, als dafür da ist',
    unreadable: 'es ließ sich nicht lesen',
    encrypted: 'sie ist mit einem Passwort verschlüsselt',
    documentDamaged: 'sie ist beschädigt oder nicht, was ihr Name sagt',
    zipTooMuch: 'entpackt ist sie größer, als ein Dokument sein darf',
    pdfDamaged: 'es ist beschädigt oder gar kein PDF',
    pdfTooManyPages: 'es hat {n} Seiten, mehr als die {max}, die gelesen werden',
    tooMuchText: 'sie hat mehr Text, als ein Artikel haben darf',
    pdfPagesDamaged: 'die Seiten sind beschädigt',
    pdfOnlyPictures: 'es hat keinen Text, nur Bilder von Seiten (eingescannt ohne Texterkennung)',

    notWritable: 'dort darf nicht geschrieben werden',
    diskFull: 'der Datenträger ist voll',
    noFeed: 'es ist kein Feed',
    noSitemap: 'es ist keine Sitemap',
    namesNoPage: 'es nennt keine passende Seite',
    onlyBeginning: 'nur der Anfang des Artikels ist gekommen',
    nearlyEmpty: 'es hat kaum Text ({n} Zeichen)',
    mostlyLeftOut: '{n} % davon wurden weggelassen',
    noList: 'es ist keine Liste',
    moreEntriesThan: 'es sind mehr als {max} Einträge',
    noAnswerEntry: 'das ist kein Eintrag mit „question:“, „citation:“ und „words:“',
    unknownEntryKey: '{field} gehört in keinen Eintrag',
    entryLacks: '„{field}:“ fehlt',
    entryTooLong: '„{field}:“ ist länger als {max} Zeichen',
    noCitationId: '{value} ist keine Zitat-ID',
    sameQuestionAs: 'die Frage steht schon in Zeile {line}',
    noSynonymList: 'das ist keine Liste von Wörtern wie „- [nato, bündnis]“',
    oneSynonym: 'eine Liste braucht zwei oder mehr Wörter oder Wendungen',
    noSynonym: 'das ist kein Wort und keine Wendung von höchstens {max} Zeichen',
    longSynonym: 'ein Wort oder eine Wendung darf höchstens {max} Zeichen haben',
    moreSynonymsThan:
      'eine Liste darf höchstens {max} Wörter oder Wendungen haben; die übrigen gelten nicht',
    noSourceList: 'unter „sources:“ steht keine Liste',
    noSourceKind: 'es ist nichts von {kinds:or} angegeben',
    severalSourceKinds: '{kinds} sind angegeben; eine Quelle hat nur eines davon',
    unknownSourceKey: '{field} ist keine Einstellung einer Quelle',
    badSourceValue: '{field} „{value}“ ist nicht {expected}',
    timeFrom: 'eine Zeit von {min} bis {max}, etwa 30m, 6h oder 2d',
    countUpTo: 'eine ganze Zahl von 1 bis {max}',
    countOrAge: 'eine Zahl von Artikeln wie 200 oder ein Alter wie 90d',
    channelId: 'die ID eines Kanals',
    plainName: 'ein Name aus höchstens {max} Kleinbuchstaben, Ziffern und Bindestrichen',
    addressPattern: 'ein Muster aus höchstens {max} Zeichen, in dem * für beliebige steht',
    folderPath: 'ein Ordner außerhalb des Artikelordners',
    sameSourceAs: 'es ist dieselbe Quelle wie in Zeile {line}',
    sameNameAs:
      'der Name {name} gehört schon der Quelle in Zeile {line}; ein „name:“ unterscheidet sie',
    moreSourcesThan: 'es sind mehr als {max} Quellen',
    severalOfThatName: 'es gibt mehrere Dateien dieses Namens, verschieden geschrieben',
    noSettings: 'es stehen keine Einstellungen wie „title: …“ darin',
    unknownSetting: '{field} ist hier keine Einstellung',
    countFromZero: 'eine ganze Zahl bis {max}, oder none',
    trueOrFalse: 'true oder false',
    pageShows: 'passages, articles oder none',
    serverId: 'die ID eines Servers',
    personOrRoleId: 'die ID einer Person oder einer Rolle',
    moreIdsThan: 'es sind mehr als {max} {field}',
    othersFolder: 'es gibt einen Ordner dieses Namens, der nicht dafür angelegt wurde',

    snapshotDamaged: 'er ist beschädigt',
    snapshotFileDamaged: 'seine Datei {file} ist beschädigt',
    snapshotMiscounted: 'seine Zahlen passen nicht zusammen',
    snapshotOtherModel: 'er stammt vom Modell {found}, nicht von {wanted}',
    snapshotModelChanged: 'das Modell {model} hat sich inzwischen geändert',
    snapshotOtherVersion: 'er stammt von einer anderen Version von Footnote',

    modelStopped: 'es hat angehalten',
    modelHung: 'es gab {n} s lang kein Lebenszeichen',
    modelStoppedLoading: 'es hat beim Laden angehalten',
    modelLoadsTooLong: 'es war nach {n} s nicht geladen',
    modelNotBundled: 'ein solches Modell wird nicht mitgeliefert',
    modelFileMissing: 'seine Datei {file} fehlt',
    modelNotForText: 'es ist kein Modell, das Text in Vektoren verwandelt (ihm fehlt {file})',
    modelNoWeights: 'es hat weder {quantized} noch {full}',
    modelTokenizerDamaged: 'die Datei seines Tokenizers ist beschädigt oder unbekannt ({said})',
    modelDamaged: 'seine Modelldatei ist beschädigt oder von unbekannter Art ({said})',
    modelOfOtherKind: 'es ist kein Modell, das Text in Vektoren verwandelt',
    modelBadVector: 'es hat einen Vektor geliefert, der null oder keine Zahl ist',
    hubUnknownModel: 'die Modellseite kennt kein solches Modell',
    hubNoFile: 'die Modellseite hat keine solche Datei',
    hubSignIn: 'die Modellseite verlangt eine Anmeldung oder kennt kein solches Modell',
    hubWait: 'die Modellseite bittet zu warten; später geht es vielleicht',
    hubStatus: 'die Modellseite hat mit dem Status {status} geantwortet',
    hubSilent: '{host} antwortet nicht',
    hubDamaged: '{host} hat {file} beschädigt geschickt',
    hubUnreachable: 'es ist noch nicht heruntergeladen, und {host} ist nicht erreichbar',
    hubBrokeOff: 'das Herunterladen von {file} bei {host} ist abgebrochen',
    modelNotWritten: '{file} lässt sich nicht in den Modellordner schreiben ({code})',

    mustBeHttp: 'muss eine Adresse mit http oder https sein',
    mustBePort: 'muss eine ganze Zahl von 0 bis {max} sein',
    mustBeProxies:
      'muss eine ganze Zahl von 0 bis {max} sein: wie viele Proxys vor der Leseseite stehen',
    mustBePublicUrl:
      'muss eine Adresse mit http oder https ohne ? und # sein, unter der man die Leseseite erreicht',
    mustBeHosts:
      'muss aus Rechnernamen wie wiki.example oder 10.0.0.5:8080 bestehen, durch Kommas getrennt',
    mustBeDatabase:
      'muss die Adresse einer PostgreSQL-Datenbank sein, wie postgres://Benutzer:Passwort@Rechner/Name',
    mustBeDatabases:
      'muss aus Adressen von PostgreSQL-Datenbanken bestehen (postgres://Benutzer:Passwort@Rechner/Name), durch Kommas getrennt',
    needsSetting: 'ist ohne {setting} zu nichts nütze',
    needsNumber: 'ist zu nichts nütze, solange {setting} keine Zahl ist',
    mustBeServerId: 'muss eine Serverkennung sein, eine Zahl mit 17 bis 20 Ziffern',
    mustBeServerIds:
      'muss aus Serverkennungen bestehen, Zahlen mit 17 bis 20 Ziffern, durch Kommas getrennt',
    mustBeToken:
      'muss das Token eines Bots sein, ohne Leerzeichen, Anführungszeichen und das Wort „Bot“',
    mustBeModelName: 'muss ein Modellname wie Xenova/all-MiniLM-L6-v2 sein',
    mustBeTrueOrFalse: 'muss true oder false sein',
    mustBeDays: 'muss eine ganze Zahl von Tagen von 1 bis 9999 sein',
    mustBeShards: 'muss auto oder eine ganze Zahl von 1 bis {max} sein',
    mustBeShardIds: 'muss aus Zahlen oder Bereichen bestehen, mit Kommas getrennt, wie 0,2-3',
    mustBeShardsOf: 'muss aus Zahlen von 0 bis {last} bestehen, denn SHARDS ist {count}',
    mustBeQuotas: 'muss Zahlen oder none enthalten, wie articles=500,sources=none; es gibt {names}',
    mustBeMegabytes: 'muss eine ganze Zahl von Megabytes von 1 bis {max} sein',
    mustBeOneOf: 'muss {names:or} sein',

    textUpTo: 'ein Text von höchstens {max} Zeichen',
    calendarDate: 'ein vollständiges Datum',
    webAddress: 'eine vollständige http(s)-Adresse',
    languageTag: 'ein Sprachkürzel wie en oder ru',
    knownLanguage: 'der Name oder das Kürzel einer Sprache',
    yamlIndent: 'die Einrückung stimmt nicht',
    yamlDuplicateKey: 'ein Schlüssel steht zweimal da',
    yamlMissing: 'es fehlt ein Anführungszeichen, eine Klammer oder ein Komma',
    yamlColon: 'ein Wert mit Doppelpunkt muss in Anführungszeichen stehen',
    yamlOther: 'es ist kein gültiges YAML',
    tomlOther: 'es ist kein gültiges TOML',

    part: '{file} (Artikel {part})',
  },

  notices: {
    inFile: '{file}: {warning}.',
    sameTitle: '{places} haben denselben Titel „{title}“; alle sind durchsuchbar.',
    sameText: '{places} enthalten denselben Text; alle sind durchsuchbar.',
    inEditorial: '{file}, Zeile {line}: {reason}.',
    inSources: 'sources.yaml, Zeile {line}: {reason}.',
    inCollection: '{file}, Zeile {line}: {reason}.',
    ofCollection: 'In der Sammlung {collection}: {notice}',
    collectionHidden:
      'Die Artikel der Sammlung {collection} sieht niemand, bis ihr collection.yaml gelesen werden kann.',
    collectionFails: 'Die Sammlung {collection} ließ sich nicht öffnen: {reason}',
    collectionFull: 'Die Sammlung {collection} nimmt nichts mehr auf. {quota}',
    collectionDeleted: {
      one: 'Die Sammlung {collection} wurde gelöscht: Vor {n} Tag hat der Bot ihren Server verlassen.',
      other:
        'Die Sammlung {collection} wurde gelöscht: Vor {n} Tagen hat der Bot ihren Server verlassen.',
    },
    collectionStays:
      'Die Sammlung {collection} ließ sich nicht löschen; es wird wieder versucht: {reason}',
    sourceFails: 'Mit der Quelle {source} stimmt etwas nicht. {problem}',
    sourceWell: 'Mit der Quelle {source} ist wieder alles in Ordnung.',
    indexBuiltAnew: '{refusal} Er wird neu aufgebaut.',
    notReadAgain: 'Die Artikel ließen sich nicht noch einmal lesen: {reason}',
    removalsHeld:
      '{n} von {total} Artikeldateien fehlen im Artikelordner. Falls der Ordner selbst fehlt, bleiben sie erhalten: Sollen sie weg, hilft „{command}“.',
    indexNotSaved: 'Der Index ließ sich nicht speichern und arbeitet trotzdem: {reason}',
    managersOf:
      'Die Artikel ändern dürfen die Person, der der Bot gehört, ihr Team und wer auf {servers} das Recht „Server verwalten“ hat.',
    managersOwner: 'Die Artikel ändern dürfen die Person, der der Bot gehört, und ihr Team.',
    managersOwnerOnly:
      'Die Artikel ändern dürfen nur die Person, der der Bot gehört, und ihr Team: „Server verwalten“ allein gibt dieses Recht nicht mehr. Soll es auf einem Server genügen, gehört dessen Kennung in MANAGER_GUILD_IDS.',
    modelRenamed:
      'Das Modell {former} wird nicht mehr mitgeliefert: Sein Name steht in EMBEDDING_MODEL jetzt für {model}.',
    readerUnavailable: '{refusal} Fragen werden ohne es beantwortet.',
    databaseAwaited:
      'Die Datenbank auf {host} ist noch nicht zu erreichen ({reason}): Es wird weiter versucht.',
    noCards:
      'Auf diesem System lassen sich Zitate nicht als Bild zeichnen: @takumi-rs/core gibt es dafür nicht. „Als Bild teilen“ wird nicht angeboten, alles andere geht.',
    exactSearch:
      'Das Paket hnswlib-node fehlt oder lässt sich hier nicht laden, darum wird jede Stelle mit der Frage verglichen: ebenso gut, und schnell genug für rund 50.000 Stellen.',
    dataMoved:
      'Was in {folder} lag, ist jetzt sortiert: {state} ist aufzuheben, {cache} kann gelöscht werden.',
    pageAwaited: '{refusal} Ich versuche es weiter und tue derweil alles andere.',
    pageOfNone:
      'Die Leseseite zeigt noch nichts: Eine Sammlung stimmt mit „page: passages“ oder „page: articles“ in ihrer collection.yaml zu.',
    pageForwarded:
      'Wer die Leseseite besucht, kommt über einen Proxy, und alle zählen als einer: In READER_PROXIES angeben, wie viele Proxys davor stehen.',
    playgroundOpen:
      'Warnung: Der Spielplatz lauscht auf {host}, sodass andere ihn erreichen und dort als Mitglied fragen können.',
    playgroundModerator:
      'Um dort zu moderieren, öffnen Sie diese Adresse und behalten Sie sie für sich: {url}',
    copyingFiles: 'Dateien kopieren',
    readingFiles: 'Dateien lesen',
    embeddingPassages: 'Vektoren der Stellen',
    askingSet: 'Fragen stellen: {set}',
    downloading: '{model} {file} herunterladen (kB)',
  },

  warnings: {
    brokenCharacters: {
      one: 'der Text ist kein gültiges UTF-8: {n} kaputtes Zeichen, das erste in Zeile {line}',
      other: 'der Text ist kein gültiges UTF-8: {n} kaputte Zeichen, das erste in Zeile {line}',
    },
    readAs: 'der Text ist kein gültiges UTF-8 und wurde als {encoding} gelesen',
    noByteOrderMark: 'der Text hat keine Bytereihenfolge-Marke und wurde als {encoding} gelesen',
    readAsPlain:
      'der Text hat mehr Auszeichnung als ein Artikel in Markdown und wurde als reiner Text gelesen',
    readAnew: 'der Text hat so viele Zeichen der Auszeichnung, dass Teile neu gelesen wurden',
    paywalled:
      'die Seite sagt von sich, dass nur Abonnenten sie ganz lesen können: vielleicht ist dies nur ihr Anfang',
    saysOtherSite:
      'nach eigener Angabe stammt der Text von {claimed}; geholt wurde er von {fetched}, und das wird zitiert',
    saysOtherPublisher:
      'nach eigener Angabe stammt der Text von {claimed}, veröffentlicht von {publisher}; geholt wurde er von {fetched}, und nur das wird zitiert',
    fieldNotText: 'Dateikopf: {field} ist kein Text und wurde übergangen',
    badField: 'Dateikopf: {field} „{value}“ ist nicht {expected} und wurde übergangen',
    frontMatterBroken:
      'der Dateikopf ist unleserlich (Zeile {line}: {reason}) und wurde übergangen',
    frontMatterTooDeep:
      'der Dateikopf ist unleserlich (Aliasse oder zu tief verschachtelt) und wurde übergangen',
    frontMatterNoKeys: 'der Dateikopf ist keine Liste von Schlüsseln und wurde übergangen',
    frontMatterUnclosed: 'dem Dateikopf fehlt das schließende ---; er wurde übergangen',
    pagesDamaged: {
      one: '{n} von {total} Seiten ist beschädigt',
      other: '{n} von {total} Seiten sind beschädigt',
    },
    pagesEmpty: {
      one: '{n} von {total} Seiten hat keinen Text',
      other: '{n} von {total} Seiten haben keinen Text',
    },
    datedByFile: 'das Datum ist der Tag, an dem die Datei entstand',
    datedByPrint: 'das Datum in der Datei ist das des Ausdrucks und wurde nicht übernommen',
    messageHidden:
      'den Kanal, in dem diese Nachricht steht, sehen nicht alle, die hier fragen können',
    messageSeenByUnknown:
      'wer den Kanal sieht, in dem diese Nachricht steht, lässt sich nicht erkennen',
    messageOnlyThere:
      'diese Worte werden auch außerhalb dieses Servers gezeigt, wo niemand den Kanal sieht',
    messageForwarded:
      'die Nachricht leitet eine andere weiter, und Discord sagt nicht, wer diese geschrieben hat',
    messageFiles: {
      one: '{n} angehängte Datei wird nicht gespeichert; Dateien nimmt `/artikel hinzufügen`',
      other: '{n} angehängte Dateien werden nicht gespeichert; Dateien nimmt `/artikel hinzufügen`',
    },
    ofCompanion: '{file}: {warning}',
    companionUnread: '{file} wurde nicht beachtet: {reason}',
  },

  drops: {
    contentsList: 'Inhaltsverzeichnis der Seite',
    aboutAuthor: 'über die Autorin oder den Autor',
    links: 'Links zu anderen Artikeln',
    comments: 'Kommentare',
    commentForm: 'Kommentarformular',
    backToTop: 'Link zum Seitenanfang',
    navigation: 'Menü der Website',
    cookieNotice: 'Hinweis auf Cookies',
    newsletterBox: 'Kasten für einen Newsletter',
    mailing: 'Angaben zum Rundbrief',
    advertisement: 'Werbung',
    link: 'Link der Seite',
    previousNext: 'voriger und nächster Artikel',
    tags: 'Schlagwörter',
    counter: 'Zähler',
    readingAids: 'Lesehilfen',
    pictureCredit: 'Bildnachweis',
    pictureCaption: 'Bildunterschrift',
    copyright: 'Urheberrechtshinweis',
    disclaimer: 'Haftungsausschluss',
    siteNotice: 'Hinweis der Website',
    builderCode: 'Code eines Seitenbaukastens',
    scriptCode: 'Code der Seite',
    bareLink: 'bloßer Link',
    contactAddress: 'Adresse oder Telefonnummer',
    followAuthor: 'Link zum Folgen',
    breadcrumb: 'Pfad durch die Website',
    linkToArticle: 'Link zu einem anderen Artikel',
    shareButtons: 'Knöpfe zum Teilen',
    pageSwitcher: 'Seitenwechsel',
    form: 'Formular',
    button: 'Knopf der Seite',
    footer: 'Fußbereich der Seite',
    sideBox: 'Kasten am Rand',
    dialog: 'Dialogfenster',
    hidden: 'auf der Seite verborgen',
    outsideMain: 'außerhalb des Haupttexts der Seite',
    leftOutByManager: 'von Hand weggelassen',
    noteMark: 'Fußnotenzeichen',
    references: 'Einzelnachweise',
    lineNumber: 'Zeilennummern von Code',

    rule: 'Trennlinie',
    byline: 'Autorenzeile (als Autor und Datum gelesen)',
    dateLine: 'Datumszeile (als Datum gelesen)',
    label: 'Beschriftung (als Angabe zum Artikel gelesen)',
    creditLine: 'Quellenzeile (als Herausgeber und Datum gelesen)',
    mailHeader: 'Kopf einer E-Mail',
    sourceNote: 'Quellenangabe',
    pullQuote: 'herausgestelltes Zitat: wiederholt Zeile {line}',
    headlineRepeated: 'wiederholte Überschrift',
    kicker: 'Dachzeile über der Überschrift',
    dateline: 'Orts- oder Dachzeile unter der Überschrift',
    strayLine: 'verlorene Zeile nach dem Artikel',
    headlineAlone: 'Überschrift ohne Text',
    headingAlone: 'Zwischenüberschrift ohne Text',
    image: 'Bild',
    htmlComment: 'HTML-Kommentar',
    privateNote: 'private Notiz',
    embedded: 'eingebettete Datei',
    noteQuery: 'Abfrage eines Notizprogramms',
    siteMarkup: 'Auszeichnung für das Programm einer Website',
    sourceComment: 'Kommentar im Quelltext',
    trackedDeletion: 'gelöschter Text (nachverfolgte Änderung)',
    reviewComment: 'Kommentar eines Lektors',
    hiddenText: 'verborgener Text',
    pageHeader: 'Kopf- oder Fußzeile der Seiten',
    includedFile: 'Text einer anderen Datei',
    noteLabel: 'Bezeichnung eines Hinweises',
    pageCode: 'Code einer Seite',
    frontMatterIgnored: 'übergangener Dateikopf',

    pageNumber: 'Seitenzahl, Seite {page}',
    runningHeader: 'Kolumnentitel, Seite {page}',
    runningFooter: 'Fußzeile, Seite {page}',
    tableOfContents: 'Inhaltsverzeichnis, Seite {page}',
    marginText: 'quer gesetzter Text am Rand, Seite {page}',
  },

  commandWords: {
    ask: {
      name: 'fragen',
      description: 'Die Stellen der Artikel finden, die eine Frage beantworten, Wort für Wort',
    },
    'ask question': { name: 'frage', description: 'Was möchten Sie wissen?' },
    'ask count': { name: 'anzahl', description: 'Wie viele Stellen höchstens (sonst 3)' },
    '* article': { name: 'artikel', description: 'Welcher Artikel' },
    'ask article': { name: 'artikel', description: 'Nur in einem Artikel suchen' },
    'quote article': { name: 'artikel', description: 'Nur in einem Artikel suchen' },
    '* since': {
      name: 'seit',
      description: 'Nur Artikel ab diesem Datum: 2024, 2024-11 oder 2024-11-05',
    },
    '* until': {
      name: 'bis',
      description: 'Nur Artikel bis zu diesem Datum: 2024, 2024-11 oder 2024-11-05',
    },
    '* publisher': { name: 'herausgeber', description: 'Nur Artikel eines Herausgebers' },
    '* visible': { name: 'sichtbar', description: 'Die Antwort allen im Kanal zeigen' },
    quote: {
      name: 'zitieren',
      description: 'Beim Tippen einen Satz der Artikel finden und mit Quelle veröffentlichen',
    },
    'quote text': { name: 'text', description: 'Ein paar Wörter des Satzes' },
    verify: {
      name: 'prüfen',
      description: 'Ein Zitat prüfen: Steht es in den Artikeln, Wort für Wort?',
    },
    'verify quote': {
      name: 'zitat',
      description: 'Das Zitat; … oder […] steht für ausgelassene Wörter',
    },
    cite: {
      name: 'belegen',
      description: 'Die Stelle mit einer Kennung veröffentlichen, Wort für Wort',
    },
    'cite id': {
      name: 'kennung',
      description: 'Die Kennung unter einem Zitat, zum Beispiel k3m9ta-x7q2vd',
    },
    library: { name: 'bibliothek', description: 'Was ich kenne: Artikel auflisten und lesen' },
    'library list': { name: 'liste', description: 'Die Artikel auflisten' },
    'library show': {
      name: 'zeigen',
      description: 'Die Gliederung eines Artikels zeigen und ihn lesen',
    },
    articles: {
      name: 'artikel',
      description: 'Artikel pflegen: hinzufügen, herausnehmen, zurückholen',
    },
    'articles add': {
      name: 'hinzufügen',
      description: 'Einen Artikel aus einer Datei oder von einer Adresse hinzufügen',
    },
    'articles add file': {
      name: 'datei',
      description: '{endings:or}, höchstens 20 MB',
    },
    'articles add url': {
      name: 'adresse',
      description: 'Die Adresse einer Seite oder eines Dokuments',
    },
    'articles remove': {
      name: 'entfernen',
      description: 'Einen Artikel aus dem Ordner nehmen',
    },
    'articles restore': {
      name: 'wiederherstellen',
      description: 'Einen entfernten Artikel zurückholen, bis zu 30 Tage lang',
    },
    'articles refresh': {
      name: 'aktualisieren',
      description: 'Den Ordner der Artikel jetzt lesen',
    },
    sources: {
      name: 'quellen',
      description: 'Woher Artikel von selbst kommen: Feeds, Seiten, Sitemaps',
    },
    'sources list': {
      name: 'liste',
      description: 'Wie es den Quellen geht, was fehlschlug und was auf Sie wartet',
    },
    'sources add': {
      name: 'hinzufügen',
      description: 'Feed, Seite, Sitemap oder llms.txt hinzufügen, vorher angesehen',
    },
    'sources add address': { name: 'adresse', description: 'Die Adresse' },
    'sources add name': {
      name: 'name',
      description: 'Wie sie heißt: Kleinbuchstaben, Ziffern, Bindestriche (sonst nach der Adresse)',
    },
    'sources add only': {
      name: 'nur',
      description: 'Nur Artikel, deren Adresse passt, zum Beispiel */blog/**',
    },
    'sources add every': { name: 'alle', description: 'Wie oft nachgesehen wird: 30m, 6h oder 2d' },
    'sources add most': {
      name: 'höchstens',
      description: 'Wie viele Artikel betrachtet werden, die neuesten zuerst',
    },
    'sources add keep': {
      name: 'behalten',
      description: 'Was bleibt: die neuesten 200 oder die der letzten 90d (sonst alle)',
    },
    'sources add announce': {
      name: 'ankündigen',
      description: 'Der Kanal, in dem neue Artikel angekündigt werden (sonst keiner)',
    },
    '* hourly': {
      name: 'stündlich',
      description: 'Wie viele Ankündigungen pro Stunde höchstens (sonst 5)',
    },
    'sources remove': {
      name: 'entfernen',
      description: 'Eine Quelle entfernen, mit ihren Artikeln oder ohne sie',
    },
    'sources remove source': { name: 'quelle', description: 'Welche Quelle' },
    'sources refresh': {
      name: 'aktualisieren',
      description: 'Jetzt bei einer Quelle nachsehen, oder bei allen',
    },
    'sources refresh source': { name: 'quelle', description: 'Welche Quelle (sonst alle)' },
    'sources announce': {
      name: 'ankündigen',
      description: 'Festlegen, wo neue Artikel einer Quelle angekündigt werden, oder es beenden',
    },
    'sources announce source': { name: 'quelle', description: 'Welche Quelle' },
    'sources announce channel': {
      name: 'kanal',
      description: 'Der Kanal (ohne ihn wird nichts mehr angekündigt)',
    },
    gaps: {
      name: 'unbeantwortet',
      description: 'Fragen ohne Antwort und Antworten, die nicht halfen',
    },
    'gaps list': {
      name: 'liste',
      description: 'Ähnliche Fragen zusammen zeigen, mit einer Datei zum Herunterladen',
    },
    'gaps clear': { name: 'löschen', description: 'Alles davon löschen' },
    answers: {
      name: 'antworten',
      description: 'Textstellen, die an Fragen geheftet sind',
    },
    'answers pin': {
      name: 'anheften',
      description: 'Eine Stelle zuerst zeigen, wenn eine Frage oder eine ähnliche gestellt wird',
    },
    'answers pin question': { name: 'frage', description: 'Die Frage, wie sie gestellt wird' },
    'answers pin citation': {
      name: 'zitat',
      description: 'Die ID der Stelle oder einige Wörter ihres Satzes',
    },
    'answers list': {
      name: 'liste',
      description: 'Zeigen, was angeheftet ist und wessen Stelle sich geändert hat oder fehlt',
    },
    'answers unpin': {
      name: 'lösen',
      description: 'Eine Frage wieder beantworten wie jede andere',
    },
    'answers unpin question': { name: 'frage', description: 'Welche Frage' },
    stats: {
      name: 'statistik',
      description: 'Wie die Artikel genutzt werden: Fragen, Lücken, Zitate',
    },
    'stats period': {
      name: 'zeitraum',
      description: 'Wie weit zurück (eine Woche, wenn es fehlt)',
    },
    'stats period week': { name: '7 Tage' },
    'stats period month': { name: '30 Tage' },
    collection: {
      name: 'sammlung',
      description: 'Eigene Artikel dieses Servers: Platz, Sichtbarkeit, alles löschen',
    },
    settings: {
      name: 'einstellungen',
      description:
        'Wie ich mich auf diesem Server verhalte: Sprache, Erwähnungen, Kanäle, Zitatkarten',
    },
    help: { name: 'hilfe', description: 'Was Sie tun können, mit Beispielen' },
    about: {
      name: 'über',
      description: 'Was ich kenne, wie frisch es ist und was über Sie gespeichert wird',
    },
    'Verify quotes': { name: 'Zitate prüfen' },
    'Find sources': { name: 'Quellen finden' },
    'Keep as article': { name: 'Als Artikel speichern' },
  },

  locales: ['de'],
  script: 'Latin',

  terms: {
    stopWords: words(STOP_WORDS),
    letters: 'ßäöü',
    elision: null,
    ending: /['’ʼ](?:s|n|m|ne|nen)$/u,
    readingMarks: null,
    spellings: [
      [/ß/g, 'ss'],
      // Typed without umlauts; behind a vowel or q it is another sound: Mauer, neue, Quelle.
      [/(?<![aeiouqäöü])([aou])e/g, '$1\u0308'],
    ],
    irregular:
      baseForms(`beginnen:begann,begannen,begonnen,beginn bleiben:blieb,blieben,geblieben bringen:brachte,brachten,gebracht
denken:dachte,dachten,gedacht essen:aß,isst,aßen,gegessen fahren:fuhr,fuhren,fährt,gefahren,fahrt,fahrten
fallen:fiel,fielen,fällt,gefallen fangen:fing,fingen,fängt,gefangen finden:fand,fanden,gefunden
fliegen:flog,flogen,geflogen,flug geben:gab,gaben,gibt,gegeben gehen:ging,gingen,gegangen
gelten:galt,galten,gilt gewinnen:gewann,gewannen,gewonnen,gewinn halten:hielt,hielten,hält,gehalten
heißen:hieß,hießen,geheißen,heißt helfen:half,halfen,hilft,geholfen,hilfe kennen:kannte,kannten,gekannt,bekannt
kommen:kam,kamen,gekommen lassen:ließ,ließen,lässt,gelassen laufen:lief,liefen,läuft,gelaufen
lesen:las,lasen,liest,gelesen liegen:lag,lagen,gelegen nehmen:nahm,nahmen,nimmt,genommen
nennen:nannte,nannten,genannt,benannt reißen:riss,rissen,gerissen rufen:rief,riefen,gerufen
schlafen:schlief,schläft,geschlafen schlagen:schlug,schlugen,schlägt,geschlagen
schließen:schloss,schlossen,geschlossen schneiden:schnitt,geschnitten
schreiben:schrieb,schrieben,geschrieben schwimmen:schwamm,schwammen,geschwommen
sehen:sah,sahen,sieht,gesehen singen:sang,sangen,gesungen sitzen:saß,saßen,gesessen
sprechen:sprach,sprachen,spricht,gesprochen stehen:stand,standen,gestanden entstehen:entstand,entstanden
steigen:stieg,stiegen,gestiegen sterben:starb,starben,stirbt,gestorben,tod,tot,tote
tragen:trug,trugen,trägt,getragen treffen:traf,trafen,trifft,getroffen treiben:trieb,trieben,getrieben
treten:trat,traten,tritt,getreten trinken:trank,tranken,getrunken tun:tat,taten,getan
vergessen:vergaß,vergisst verlieren:verlor,verloren,verlust wachsen:wuchs,wuchsen,wächst,gewachsen
werfen:warf,warfen,wirft,geworfen wiegen:wog,wogen,gewogen,gewicht wissen:wusste,wussten,weiß,gewusst
ziehen:zog,zogen,gezogen bauen:gebaut,erbaut,baute,erbaute,bau gründen:gegründet,gründete,gründung
gebären:geboren,geburt wählen:gewählt,wählte,wahl leben:gelebt,lebte spielen:gespielt,spielte
machen:gemacht,machte sagen:gesagt,sagte führen:geführt,führte kaufen:gekauft,kaufte
stellen:gestellt,stellte legen:gelegt,legte setzen:gesetzt,setzte öffnen:geöffnet,öffnete,eröffnet,eröffnung
zeigen:gezeigt,zeigte lernen:gelernt arbeiten:gearbeitet wohnen:gewohnt,wohnte kosten:gekostet,kostete
dauern:gedauert,dauerte,dauer zahlen:gezahlt,bezahlt,bezahlen retten:gerettet,rettete
backen:gebacken,buk feiern:gefeiert,feierte,feier sammeln:gesammelt,sammelte malen:gemalt,malte
mensch:menschen mann:männer stadt:städte kind:kinder haus:häuser buch:bücher jahr:jahre,jahren,jahres
hoch:hohe,hohen,hoher,hohes,höhe groß:größe,größer,größte lang:länge breit:breite tief:tiefe schwer:schwere alt:alter`),
    stem: (word) => (/^[a-zà-ÿ]+$/.test(word) ? stemmer(word) : word),
    derivation:
      /(?:ation|ition|tion|ion|ator|itor|tor|or|ismus|ist|itat|schaft|tum|bar|los|sam|haft|ling|chen|lein|nis|erin|rin|erei|rei|ier|er|ung|lich|isch|ig|heit|keit|in|ei|s|t|e)$/,
    commonWords: list(`${STOP_WORDS} ${COMMON_WORDS}`),
  },

  numbers: {
    // "ein" and "erste" stay words: they seldom stand for the number.
    words:
      baseForms(`2:zwei,zweite,zweiten,zweiter,zweites 3:drei,dritte,dritten,dritter,drittes 4:vier,vierte,vierten,vierter
5:fünf,fünfte,fünften,fünfter 6:sechs,sechste,sechsten 7:sieben,siebte,siebten 8:acht,achte,achten
9:neun,neunte,neunten 10:zehn,zehnte,zehnten 11:elf,elfte,elften 12:zwölf,zwölfte,zwölften 13:dreizehn
14:vierzehn 15:fünfzehn 16:sechzehn 17:siebzehn 18:achtzehn 19:neunzehn 20:zwanzig 30:dreißig 40:vierzig
50:fünfzig 60:sechzig 70:siebzig 80:achtzig 90:neunzig 100:hundert,einhundert 200:zweihundert
1000:tausend,eintausend`),
    endings: 'er|ern|jährigen?r?s?',
    grouping: '.',
    decimal: ',',
  },

  questions: {
    kinds: [
      [
        phrase(
          'wie ?viele? prozent|welche[rnms]? (?:\\S+ )?(?:prozents\\S+|anteil)|wie (?:hoch|gro(?:ß|ss)) (?:ist|war) der (?:\\S+ )?(?:anteil|prozentsatz)',
        ),
        ['percent', 'number'],
      ],
      [
        phrase(
          'wie lange?|wie alt|in welchem alter|welche dauer|wie ?viele? (?:\\S+ )?(?:jahre|tage|stunden|minuten|wochen|monate|sekunden)',
        ),
        ['duration'],
      ],
      [
        phrase(
          'wie ?viel (?:kostet\\S*|geld|euro|zahlt\\S*|verdient\\S*)|was (?:hat |haben )?kostet\\S*|wie teuer|welche[rnms]? (?:\\S+ )?(?:preis|betrag|summe|kosten)|wie hoch (?:ist|war|waren|sind) (?:der|die|das) (?:\\S+ )?(?:preis|kosten|summe|budget|gehalt|lohn|miete|eintritt|beitrag|gebühr\\S*)',
        ),
        ['money', 'number', 'percent'],
      ],
      [
        phrase(
          'wie ?viele?[rn]?|wie (?:oft|weit|hoch|gro(?:ß|ss)|schnell|tief|breit|schwer|häufig|lang)|welche[rnms]? (?:\\S+ )?(?:anzahl|zahl|höhe|länge|größe|grösse|groesse|entfernung|einwohnerzahl|geschwindigkeit|fläche|temperatur|tiefe)',
        ),
        ['number', 'percent', 'money'],
      ],
      [
        phrase(
          'wann|seit wann|welche[rnms]? (?:\\S+ )?(?:jahr\\S*|tag|tage|datum|monat|monate|zeit|uhrzeit|zeitpunkt|epoche|jahreszeit)|um wie ?viel uhr',
        ),
        ['time'],
      ],
      [
        phrase(
          'wer|wen|wem|wessen|welche[rnms]? (?:\\S+ )?(?:person|mann|frau|autor\\S*|könig\\S*|präsident\\S*|forscher\\S*|firma|gruppe|organisation|künstler\\S*|architekt\\S*)|wie (?:hei(?:ß|ss)t|hie(?:ß|ss)|hei(?:ß|ss)en|hie(?:ß|ss)en)',
        ),
        ['name'],
      ],
      [
        phrase(
          'wo|woher|wohin|welche[rnms]? (?:\\S+ )?(?:land|länder|stadt|ort|region|fluss|insel|kontinent|dorf|staat|bundesland|provinz|gebiet|hauptstadt|meer|tal|viertel)',
        ),
        ['place'],
      ],
      [
        phrase(
          'warum|weshalb|wieso|weswegen|wozu|aus welchem grund|was (?:ist|war) (?:der|die) (?:grund|ursache)',
        ),
        ['reason'],
      ],
    ],
    focus:
      words(`name namen art sorte jahr jahre jahren datum tag monat jahrhundert jahrzehnt land stadt ort
person personen prozent zahl anzahl wort begriff genannt heißt hieß heißen`),
    beforeFocus: words('wie'),
    courtesies: words('hallo hi danke bitte moin servus'),
    idle: words(`hallo hi hey moin servus grüezi guten morgen tag abend nacht tschüss ciao danke dank vielen bitte
sorry ok okay lol haha hehe wow nett super toll cool klasse gut schlecht prima ja jo nein nö stimmt
richtig falsch sicher wirklich genau echt ups bot roboter ki mensch jemand niemand alle leute
freunde alter hier da witz lustig etwas irgendwas nichts gemacht erzähl sag erkläre erklär mehr
sonst noch nochmal dann meinst meint gemeint passiert sagt andere anderen anderer andere ding dinge
sache gleiche seit heute neu neues neuigkeiten los läuft geht gehts
gibt gibts dir`),
    alone: words('hilfe test quelle quellen beweis weiter'),
  },

  chat: {
    alike: groups(`info = information; infos = informationen; max = maximum; min = minimum;
dm = direktnachricht; pn = private nachricht; nachricht = msg; std = stunde; mind = mindestens;
app = anwendung; repo = repository; admin = administrator; mod = moderator; pw = passwort;
kfz = kraftfahrzeug; lkw = lastkraftwagen; pkw = personenkraftwagen; fh = fachhochschule;
uni = universität; prof = professor; doku = dokumentation; bsp = beispiel; tel = telefon;
bhf = bahnhof; str = straße; ew = einwohner; jh = jahrhundert; usa = vereinigte staaten;
eu = europäische union; uno = vereinte nationen; brd = bundesrepublik deutschland;
ddr = deutsche demokratische republik; 
tv = fernsehen; abi = abitur; azubi = auszubildender; agb = allgemeine geschäftsbedingungen`),
    short:
      inFull(`WW2 = Zweiter Weltkrieg; WW1 = Erster Weltkrieg; ww2 = zweiter weltkrieg; ww1 = erster weltkrieg; u = und; od = oder; vllt = vielleicht; vlt = vielleicht; evtl = eventuell; bzgl = bezüglich;
zb = zum beispiel; ca = circa; mfg = danke; thx = danke; pls = bitte; wg = wegen; zw = zwischen;
gibts = gibt es; gehts = geht es; hats = hat es; kanns = kann es; haste = hast du; kannste = kannst du;
nen = einen; ne = eine; nem = einem; iwas = irgendwas; iwie = irgendwie; iwo = irgendwo;
warums = warum es; wies = wie es; wos = wo es; obs = ob es; wieviel = wie viel; wieviele = wie viele`),
    knownWords: new Set(),
    magnitudes: baseForms(
      '3:k,tsd,tausend 6:mio,million,millionen 9:mrd,milliarde,milliarden 12:bio,billion,billionen',
    ),
  },

  several: {
    joining: words('und'),
    asking: words(`wer wen wem wessen was wann wo woher wohin warum weshalb wieso wie welche welcher
welches welchen welchem`),
    relative: words('der die das den dem dessen deren welche welcher welches was wo'),
    standIns: words('er sie es ihn ihm ihr ihre sein seine dies diese dieser dieses'),
    comparing: words('zwischen unterschied unterscheidet vergleich ob wenn weiß wissen sag sagen'),
    helping: words(''),
    passive: words(''),
    before: words('in im an am auf von vom zu für mit seit bis über nach vor unter durch aus bei'),
    listing:
      /^(?:(?:bitte )?(?:nenne?|liste)(?: mir)?(?: alle)?(?: die)? |(?:was|welche|welches) (?:sind|waren) (?:alle )?(?:die )?|welche )(?:[\p{L}-]+ ){0,3}?[\p{L}-]{3,}(?:en|er|e|s)(?![\p{L}])/u,
  },

  talk: TALK,
  contrast: CONTRAST,
  following: {
    opening:
      /^(?:(?:und|aber|oder|also|dann|auch|ok|okay)(?![\p{L}\p{N}])[\s,:]*){0,3}(?:(?:was\s+ist\s+mit|wie\s+(?:steht|sieht|ist)\s+es\s+(?:mit|bei|um))(?![\p{L}\p{N}])\s*)?(?:(?:der|die|das)\s+vo[nm]\s+)?/iu,
    pointing: words(
      'ihren ihrem ihrer ihres seinen seinem seiner seines davon dazu daran darin darauf darüber dafür damit deren dessen',
    ),
    pointingLast: words('das dort da denen damals so'),
    impersonal: phrase(
      'gibt es|gab es|wird es|ist es (?:wahr|möglich|erlaubt|nötig|besser|schlimm|okay|ok)|geht es|handelt es|wie spät ist es|dauert es',
    ),
    naming: words(
      'der die das den dem des ein eine einen einem einer mein meine meinen unser unsere',
    ),
    asked: words('du dich dir dein deine euch'),
    speaking: words('ich wir du man jemand er sie es'),
    clause:
      words(`ich mir mich mein meine meinen meinem wir uns unser unsere unseren du dich dir dein deine
euch man jemand ist sind war waren wird werden wurde wurden hat haben hatte kann können könnte soll sollte
muss müssen darf dürfen wenn weil ob dass nicht nie bitte`),
    persons: words(''),
    people: /(?!)/u,
  },

  values: {
    scales: baseForms(
      '100:hundert 1000:tausend 1000000:million,millionen 1000000000:milliarde,milliarden',
    ),
    ones: words('ein eine einer'),
    units: baseForms(`mm:millimeter,mm cm:zentimeter,cm m:meter,metern,m km:kilometer,kilometern,km
m2:quadratmeter,quadratmetern km2:quadratkilometer,quadratkilometern m3:kubikmeter,kubikmetern
ha:hektar,ha ml:milliliter,ml l:liter,litern mg:milligramm g:gramm,g kg:kilogramm,kilo,kg t:tonne,tonnen
s:sekunde,sekunden min:minute,minuten h:stunde,stunden d:tag,tage,tagen wk:woche,wochen
mo:monat,monate,monaten yr:jahr,jahre,jahren decade:jahrzehnt,jahrzehnte,jahrzehnten
century:jahrhundert,jahrhunderte,jahrhunderten w:watt kw:kilowatt,kw mw:megawatt gw:gigawatt %:prozent
$:dollar €:euro`),
    squares: words(''),
    between: words('bis oder und'),
    hedges:
      words(`etwa ungefähr rund circa ca fast beinahe über unter mehr weniger als mindestens höchstens
bis zirka nicht nie kein keine nur geplant sollte würde könnte wenn erst zuerst zuletzt früh spät vor nach
seit zwischen ursprünglich ehemals geschätzt angeblich ander andere zweite frühere teil halb`),
  },

  answers: {
    capitals: 'nouns',
    time: words(`januar jänner februar märz april mai juni juli august september oktober november dezember
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag frühling frühjahr sommer herbst winter
jahrhundert jahrhunderts jahrzehnt gestern heute morgen morgens mittag mittags abend abends nacht uhr jahre
ostern pfingsten weihnachten`),
    timeIfCapital: words(''),
    duration: words('sekunde minute stunde tag tages woche monat jahr jahrzehnt jahrhundert'),
    durations: words(
      'sekunden minuten stunden tage tagen wochen monate monaten jahre jahren jahrzehnte jahrzehnten jahrhunderte',
    ),
    counting: words(
      'ein eine einen einem einer pro halbe halben halbes einige wenige mehrere viele hundert tausend dutzend ganze ganzen',
    ),
    pointing: words(
      'diese diesen jene den letzten ersten nächsten frühen späten kommenden vergangenen',
    ),
    money: words('dollar euro cent pfund rubel franken mark taler gulden pfennig kronen groschen'),
    percent: words('prozent prozentpunkte'),
    amounts:
      words(`hundert hunderte tausend tausende tausenden million millionen milliarde milliarden dutzend
dutzende hälfte drittel viertel doppelt zweimal dreimal einmal mehrere ein eine einen zwei drei`),
    placePrepositions: words(
      'in im aus nach bei beim an am von vom zu zum zur auf über unter zwischen bis durch um',
    ),
    articles: words('der dem den die das'),
    reasons:
      words(`weil da denn deshalb daher darum grund gründe gründen ursache ursachen wegen aufgrund
damit dadurch deswegen infolge dank sodass um nämlich`),
    dayNumber: null,
  },

  prose: {
    beforeName:
      words(`hr hrn fr frl dr drs prof dipl ing st sr jr mag gen hl bzw vgl z d u o i v s z.b u.a d.h s.o i.d.r
o.ä u.ä ca sog bspw insb evtl ggf inkl exkl geb gest verh abb nr tel hrsg bd art abs mr mrs`),
    abbreviations:
      words(`usw etc u.s.w u.s v.chr n.chr chr jh jhd jahrh mio mrd std min sek max co e.v gmbh
kg ag o.g s.u s str pl a.d a.m u.u z.t u.v.m dgl ff f mwst usa`),
    ordinaryWords: words(
      'art gest fr ag an in am im so es um zu da ab wo man war hat die der das ist nur auch kam max min co tag tor',
    ),
    months: words('Jan Feb Febr Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez'),
    neverShort: words(''),
    timeOfDay: null,
    ordinalStop: true,
    openers:
      words(`der die das den dem des ein eine einer eines einem einen er sie es wir ihr ich man sein
seine ihre unser unsere dieser diese dieses diesem diesen jener jene in im an am auf aus bei beim mit nach
seit von vom vor zu zum zur für durch gegen ohne um über unter zwischen während wegen trotz als wenn weil da
dass ob wie wo wann warum wer was welche welcher welches aber und oder doch denn sondern auch noch nur schon
so dann danach dort hier heute gestern morgen später bald jedoch dennoch trotzdem deshalb daher außerdem
zudem schließlich zuletzt zuerst zunächst alle alles viele einige mehrere beide jeder jede jedes kein keine
nicht nichts nie niemand zwei drei vier fünf sechs sieben acht neun zehn bis ab`),
    statements: words('Er Sie Es Wir Ich Aber Und Doch Ja Nein'),
    saying:
      words(`sagte sagt fragte fragt antwortete antwortet erwiderte rief ruft schrieb schreibt erklärte
erklärt meinte meint ergänzte fügte warnte betonte erzählte`),
    joining: words('und oder bis'),
    pointingBack:
      words(`er sie es ihr ihre ihren ihrem ihrer ihres sein seine seinen seinem seiner seines dies diese
dieser dieses diesen diesem jene jener jenes beide solche solcher letztere letzterer ersterer`),
  },

  dates: {
    months: [
      'jan|januar|jänner',
      'feb|febr|februar',
      'märz|mär',
      'apr|april',
      'mai',
      'jun|juni',
      'jul|juli',
      'aug|august',
      'sep|sept|september',
      'okt|oktober',
      'nov|november',
      'dez|dezember',
    ],
    dayEndings: null,
    of: null,
    around: 'veröffentlicht|aktualisiert|am|um',
    weekdays: 'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag',
  },

  credits: {
    by: 'von',
    and: 'und',
    notNames: null,
    source: 'quelle',
    sentence: null,
    published: 'veröffentlicht',
    on: null,
  },

  exampleQuestion: (name) => `Was steht über ${name} in den Artikeln?`,
  exampleOfTwo: (name, other) => `Wie hängen ${name} und ${other} zusammen?`,
  exampleInYear: (name, year) => `Was geschah ${year} mit ${name}?`,
  offTopicQuestions: [
    'Wie lange bleibt ein Pfannkuchen in der Pfanne?',
    'Wer komponierte die Oper „Die Zauberflöte“?',
    'Wie viele Monde hat der Neptun?',
  ],
  nameArticle: null,
});
