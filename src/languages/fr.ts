/** French; a narrow no-break space stands before `?`, `!`, `:` and inside `« »`, as it should. */
import { stemmer } from '@orama/stemmers/french';
import { COMMON_WORDS } from './fr.common-words.data.ts';
import { CONTRAST } from './fr.contrast.data.ts';
import { TALK } from './fr.talk.data.ts';
import { defineLanguage } from './language.ts';
import { baseForms, groups, inFull, list, phrase, words } from './words.ts';

const STOP_WORDS = `le la les l un une des du de d au aux à en dans par pour sur sous avec sans vers chez
entre et ou où mais donc or ni car si que qui quoi dont quel quelle quels quelles lequel laquelle lesquels
lesquelles auquel duquel quand comment combien pourquoi ce cet cette ces ceci cela ça c il elle ils elles
on nous vous je tu j me m te t se s lui leur leurs y mon ma mes ton ta tes son sa ses notre nos votre vos
ne n pas plus non moins très trop aussi ainsi alors bien comme tout toute tous toutes même autre autres
aucun aucune quelque quelques chaque plusieurs est es êtes suis sommes sont était étaient été étant être
sera seront serait seraient fut furent soit a as ai avons avez ont avait avaient aura auront aurait eu eut
avoir ayant fait font faire faites peut peuvent pouvait pourrait doit doivent entre après avant pendant
depuis durant lors lorsque puis jusque jusqu lorsqu puisqu qu ici là encore toujours déjà peu afin selon
cependant toutefois parce celui celle ceux celles ils eux moi toi soi oui puisque tandis également
notamment`;

/** What the stemmer leaves of a feminine or a participle; two letters stay in any case. */
function withoutFinalE(stem: string): string {
  let end = stem.length;
  while (end > 2 && (stem[end - 1] === 'e' || stem[end - 1] === 'é')) end -= 1;
  return stem.slice(0, end);
}

export const fr = defineLanguage({
  sentences: {
    question: 'Question : {question}',
    foreignQuestion: 'Les articles sont en {languages}.',
    filterNone: 'Ce filtre ne laisse aucun article, rien n’a donc été cherché.',
    filterNewest: 'Le plus récent est du {date}.',
    filterOldest: 'Le plus ancien est du {date}.',
    filterNearest: 'Les plus proches sont du {before} et du {after}.',
    followUpForm: 'Autre question',
    followUpField: 'Que voulez-vous savoir d’autre ?',
    followingBoth: 'Pour faire suite à « {subject} » · dans « {article} »',
    followingSubject: 'Pour faire suite à « {subject} »',
    followingArticle: 'Suite · dans « {article} »',
    mayAnswer: 'Ceci répond peut-être à la question :',
    unanswered: 'Les articles ne semblent pas répondre à cette question.',
    partUnanswered: '« {part} » : les articles ne semblent pas y répondre.',
    tellMeKept: {
      one: 'Dès que les articles répondront à « {question} », vous serez averti. Votre identifiant, le salon et cette question sont conservés pour cela seulement, {n} jour au plus ; tout est supprimé dès que vous êtes averti.',
      many: 'Dès que les articles répondront à « {question} », vous serez averti. Votre identifiant, le salon et cette question sont conservés pour cela seulement, {n} jours au plus ; tout est supprimé dès que vous êtes averti.',
      other:
        'Dès que les articles répondront à « {question} », vous serez averti. Votre identifiant, le salon et cette question sont conservés pour cela seulement, {n} jours au plus ; tout est supprimé dès que vous êtes averti.',
    },
    tellMeForgotten: 'Votre identifiant et la question sont supprimés. Vous ne serez pas averti.',
    toldNow:
      'Vous vouliez savoir quand il y aurait une réponse : la voici. Ce qui était conservé pour cela est supprimé.',
    toldThere:
      'Quelqu’un a posé ici une question à laquelle les articles ne répondaient pas. Il y a maintenant une réponse : {command}',
    nearest: 'Passages les plus proches. Ils ne répondent peut-être pas à la question.',
    morePassages: { one: '{n} autre passage', other: '{n} autres passages' },
    feedbackHelpful: 'Compté comme « utile », sans votre nom. Merci.',
    feedbackUnhelpful: 'Compté comme « pas utile », sans votre nom. Merci.',
    feedbackAgain: 'Votre avis est déjà compté ; chaque personne compte une fois.',
    alsoIn: 'Aussi dans : {titles}',
    differs: 'Un autre article dit autre chose :',
    stillReading:
      'Tous les articles ne sont pas encore lus ({percent} %) : il y en a peut-être davantage.',
    waitingStarts:
      'Je commence tout juste à lire les articles. La réponse viendra ici d’elle-même.',
    waitingReading:
      'Je lis les articles : {done} fichiers sur {total}. La réponse viendra ici d’elle-même.',
    waitingPreparing:
      'Je prépare les articles : {done} passages sur {total}. La réponse viendra ici d’elle-même.',
    waitingQuotes: 'Je lis les articles pour les citations. La réponse viendra ici d’elle-même.',
    timeLeftSoon: 'Il reste moins d’une minute.',
    timeLeftMinutes: {
      one: 'Il reste environ {n} minute.',
      other: 'Il reste environ {n} minutes.',
    },
    timeLeftHours: { one: 'Il reste environ {n} heure.', other: 'Il reste environ {n} heures.' },
    pinned: 'Choisi par la rédaction pour cette question.',
    byWordsAlone:
      'Recherche par mots seulement pour le moment : ce qui est dit autrement peut manquer.',
    paragraph: '¶ {number}',
    paragraphRange: '¶ {first}–{last}',
    titled: '« {title} »',
    quoted: '« {quote} »',

    'button.share': 'Partager',
    'button.shared': 'Partagé',
    'button.context': 'Contexte',
    'button.wider': 'Plus de contexte',
    'button.copy': 'Copier',
    'button.picture': 'Partager en image',
    'button.darkPicture': 'Partager en image sombre',
    'button.source': 'Source',
    'button.remove': 'Retirer',
    'button.near': 'Montrer les passages les plus proches',
    'button.followUp': 'Autre question',
    'button.tellMe': 'M’avertir quand il y aura une réponse',
    'button.neverMind': 'Tant pis',
    'button.helpful': 'Utile',
    'button.unhelpful': 'Pas utile',
    'button.unfiltered': 'Demander sans le filtre',
    'button.checkAll': 'Tout vérifier',
    'button.checkShown': 'Vérifier ce qui est affiché',
    'button.findSources': 'Trouver des sources',
    'button.outline': 'Plan',
    'button.read': 'Lire',
    'button.back': 'Retour',
    'button.next': 'Suivant',
    'button.keep': 'Conserver',
    'button.discard': 'Rejeter',
    'button.lines': 'Voir toutes les lignes',
    'button.linesOut': 'Seulement l’omis',
    'button.linesAll': 'Toutes les lignes',
    'button.overview': 'Aperçu',
    'button.correct': 'Corriger…',
    'button.delete': 'Supprimer l’article',
    'button.undo': 'Annuler le retrait',
    'button.stays': 'Il reste',
    'button.originals': {
      one: '{n} message supprimé',
      many: '{n} messages supprimés',
      other: '{n} messages supprimés',
    },
    'button.forget': 'Tout effacer',
    'button.pin': 'Épingler',
    'button.cancel': 'Annuler',
    'button.add': 'Ajouter',
    'button.feed': 'Voir le flux {address}',
    'button.refresh': 'Actualiser',
    'button.waiting': 'Voir ce qui attend',
    'button.sources': 'Toutes les sources',
    'button.keepNumber': 'Conserver {number}',
    'button.dropNumber': 'Écarter {number}',
    'button.removeAlone': 'Retirer, conserver ses articles',
    'button.removeAll': 'Retirer avec ses articles',
    'button.useInMessages': 'Utiliser dans mes messages privés',
    'button.stopInMessages': 'Ne plus utiliser dans mes messages privés',
    'button.stopInMessagesOf': 'Ne plus utiliser : {name}',
    'button.seeDefault': 'Montrer aussi les articles généraux',
    'button.hideDefault': 'Masquer les articles généraux',
    'button.deleteAll': 'Tout supprimer…',
    'button.accent': 'Autre couleur…',

    sharedBy: 'Partagé par {user}',
    sharedPrivately:
      'Vous êtes la seule personne à voir ceci : sur ce serveur, vos propres applications ne répondent qu’en privé.',
    copyMarkdown: 'Markdown',
    copyPlain: 'Texte brut',
    copyFiles: 'Un message ne peut pas contenir ceci mot pour mot : voici deux fichiers.',
    someChanged: {
      one: 'La source de {n} passage a changé depuis : il est omis.',
      other: 'Les sources de {n} passages ont changé depuis : ils sont omis.',
    },

    citeMoved: 'Ces mots se trouvent maintenant dans un autre article que celui qui était cité.',
    citeChanged: '« {title} » a changé depuis : ce passage n’y figure plus.',
    citeGone: 'Cet article n’est plus ici.',
    citeFormer: 'On y lisait (« {title} », {paragraph}) :',
    citeNow: 'Ce qui s’en rapproche le plus aujourd’hui :',
    changedOn: 'Le changement a été constaté le {date}.',
    changedSince: 'L’article a changé depuis ce partage, pour la dernière fois le {date}.',
    stillThere: 'Ces mots y figurent toujours.',
    changedLast:
      'L’article a changé depuis son arrivée ici, pour la dernière fois le {date}. Ces mots y figurent aujourd’hui.',
    pageGone: 'Sa page a disparu depuis le {date} ; voici les mots tels qu’ils ont été récupérés.',
    originalDeleted:
      'Le message d’origine a été supprimé le {date} ; voici ses mots tels qu’ils ont été conservés.',
    originalNotice:
      'Le message dont **{title}** est issu a été supprimé le {date}. L’article reste jusqu’à ce qu’une personne qui s’occupe des articles décide.',
    originalsMore: {
      one: 'encore {n} après celui-ci',
      many: 'encore {n} après celui-ci',
      other: 'encore {n} après celui-ci',
    },
    originalsNone:
      'Il n’y a rien à décider : aucun autre message d’un article conservé n’a été supprimé.',
    originalStays: 'Le message a été supprimé, et il a été décidé que l’article reste.',
    'page.source': 'Lire sur {host}',
    'page.article': 'Lire tout l’article',
    'page.passage': 'Revenir au passage',
    'page.table': 'Tableau',
    'page.quoted': 'Cité mot pour mot. Identifiant {id}',
    'page.missing': 'Il n’y a pas de tel passage ici, ou il n’y est plus.',
    'page.reading': 'Les articles sont encore en cours de lecture. Réessayez dans une minute.',
    'page.busy': {
      one: 'Trop de pages à la fois : réessayez dans {n} seconde.',
      other: 'Trop de pages à la fois : réessayez dans {n} secondes.',
    },
    'page.failed': 'Impossible d’afficher cela pour l’instant. Réessayez dans une minute.',

    aboutLine:
      'Je réponds uniquement à partir de ces articles, mot pour mot, et je le dis quand ils ne répondent pas.',
    aboutArticles: {
      one: '{n} article, {passages} passages',
      other: '{n} articles, {passages} passages',
    },
    aboutIndexed: 'Indexé',
    aboutFresh: 'Dernière modification',
    aboutModel: 'Modèle',
    aboutVersion: 'Version',
    aboutManagers: 'Qui s’occupe des articles',
    aboutManagersOwner: 'Le propriétaire de ce bot et son équipe.',
    aboutManagersHere:
      'Le propriétaire de ce bot et son équipe, et les membres de ce serveur ayant la permission « Gérer le serveur ».',
    aboutManagersElsewhere:
      'Le propriétaire de ce bot et son équipe, et les membres ayant la permission « Gérer le serveur » des serveurs que le propriétaire a nommés. Vous n’êtes pas sur l’un d’eux.',
    aboutPrivacy: 'Ce qui est conservé, et combien de temps',
    aboutKeptShared:
      'Une citation que vous partagez porte votre nom, jusqu’à ce que vous la retiriez.',
    aboutKeptGaps: {
      one: 'Les questions sans réponse et celles dont la réponse n’a pas aidé, avec le serveur : {n} jour. Les noms et identifiants en sont retirés ; la personne qui a demandé n’y figure pas.',
      many: 'Les questions sans réponse et celles dont la réponse n’a pas aidé, avec le serveur : {n} jours. Les noms et identifiants en sont retirés ; la personne qui a demandé n’y figure pas.',
      other:
        'Les questions sans réponse et celles dont la réponse n’a pas aidé, avec le serveur : {n} jours. Les noms et identifiants en sont retirés ; la personne qui a demandé n’y figure pas.',
    },
    aboutKeptNumbers: {
      one: 'Quand et sur quel serveur une question est restée sans réponse, ou une réponse a aidé ou non : {n} jour, sans la question ni la personne qui l’a posée.',
      many: 'Quand et sur quel serveur une question est restée sans réponse, ou une réponse a aidé ou non : {n} jours, sans la question ni la personne qui l’a posée.',
      other:
        'Quand et sur quel serveur une question est restée sans réponse, ou une réponse a aidé ou non : {n} jours, sans la question ni la personne qui l’a posée.',
    },
    aboutKeptUse: {
      one: 'Combien de fois on a demandé et partagé, en nombres par jour et par serveur : {n} jour.',
      many: 'Combien de fois on a demandé et partagé, en nombres par jour et par serveur : {n} jours.',
      other:
        'Combien de fois on a demandé et partagé, en nombres par jour et par serveur : {n} jours.',
    },
    aboutKeptSettings:
      'Ce qui est réglé pour ce serveur : jusqu’à un autre choix ou jusqu’à mon départ.',
    aboutNever: 'Ce qui n’est pas conservé au-delà',
    aboutNeverWho: 'Qui a demandé, et qui a dit si une réponse a aidé.',
    aboutNeverTexts: 'Ce qui a été demandé.',
    aboutNeverSent: 'Rien n’est envoyé ailleurs : les réponses sont trouvées sur cette machine.',
    aboutPrivacyTellMe: {
      one: 'Si vous appuyez sur **M’avertir quand il y aura une réponse**, votre identifiant, le salon et cette question sont conservés pour cela seulement : jusqu’à ce que vous soyez averti, que vous appuyiez sur **Tant pis** ou que {n} jour soit passé.',
      many: 'Si vous appuyez sur **M’avertir quand il y aura une réponse**, votre identifiant, le salon et cette question sont conservés pour cela seulement : jusqu’à ce que vous soyez averti, que vous appuyiez sur **Tant pis** ou que {n} jours soient passés.',
      other:
        'Si vous appuyez sur **M’avertir quand il y aura une réponse**, votre identifiant, le salon et cette question sont conservés pour cela seulement : jusqu’à ce que vous soyez averti, que vous appuyiez sur **Tant pis** ou que {n} jours soient passés.',
    },
    aboutPrivacyMentions:
      'Parmi les messages, seuls ceux qui s’adressent à moi sont lus : messages privés, mentions, et réponses à mes réponses.',
    aboutPrivacyMessages:
      'Si vous appuyez sur « Utiliser dans mes messages privés », votre identifiant et celui du serveur sont conservés jusqu’à ce que vous y mettiez fin.',
    aboutCollections: 'Articles ici',
    collectionDefault: 'Articles généraux',
    collectionHere: 'Ce serveur',
    collectionLine: { one: '{name} : {n} article', other: '{name} : {n} articles' },
    aboutSource: 'Code source',
    aboutProcesses: 'En service',
    aboutProcessesHere: { one: '{n} processus', other: '{n} processus' },
    aboutProcessesShards: {
      one: '{n} connexion à Discord sur {total}',
      other: '{n} connexions à Discord sur {total}',
    },
    aboutProcessesAsked: {
      one: '{n} demande au cours de la dernière heure',
      other: '{n} demandes au cours de la dernière heure',
    },
    aboutProcessesUnwell: { one: '{n} ne va pas bien', other: '{n} ne vont pas bien' },
    aboutUnwell: 'Ce qui ne va pas',
    aboutUnread: {
      one: '{n} fichier n’a pas pu être lu',
      other: '{n} fichiers n’ont pas pu être lus',
    },
    aboutUnreadMore: {
      one: '… et {n} autre',
      other: '… et {n} autres',
    },
    aboutFailedLook: 'Dernière lecture des articles qui a échoué',
    'part.gateway': 'Connexion avec Discord',
    'part.index': 'Index',
    'part.model': 'Modèle',
    'part.reader': 'Modèle qui lit les passages avec la question',
    'part.reading': 'Lecture des fichiers',
    'part.folder': 'Dossier des articles',
    'part.database': 'Base de données',
    partSince: '{part}, depuis {since}',
    partBecause: '{part}, depuis {since} : {reason}',
    ownerUnwell: 'Quelque chose ne va pas chez moi depuis un moment :',
    ownerWell: 'Tout va de nouveau bien. Ce n’était pas le cas de {since} à {until}.',

    helpTitle: 'Ce que vous pouvez faire',
    helpAsk:
      'les passages qui répondent à une question ; depuis, jusqu’à, éditeur et article restreignent la recherche',
    helpQuote: 'trouver une phrase pendant la saisie et la publier avec sa source',
    helpVerify: 'une citation est-elle dans les articles, mot pour mot ?',
    helpCite: 'le passage qui porte un identifiant de citation',
    helpArticles: 'ce que je connais, et chaque article à lire',
    helpSources:
      'des articles qui se tiennent à jour d’eux-mêmes : flux, pages, plans de site (pour vous, qui prenez soin des articles)',
    helpMenu:
      'Clic droit sur un message, Applications : **Vérifier les citations** contrôle celles du message, **Trouver les sources** montre ce qui s’y rapporte.',
    helpKeep:
      'Clic droit sur un message, Applications : **Conserver comme article** en fait un article, mot pour mot, avec son auteur et son lien (pour vous, qui vous occupez des articles)',
    helpMention:
      'Ou mentionnez-moi avec une question, ou envoyez-la-moi en message privé : {mention} {question}',
    helpNoMention:
      'Ou envoyez-moi une question en message privé. Sur ce serveur, je ne réponds pas aux mentions.',
    helpUse:
      'ce à quoi les articles n’ont pas répondu, les réponses épinglées, l’usage des articles (pour vous, qui vous en occupez)',
    helpSettings:
      'comment je me comporte sur ce serveur et ce que j’annonce où (pour vous, qui en prenez soin)',
    helpQuestion: 'Que disent les articles de {topic} ?',

    listTitle: {
      one: '{n} article',
      other: '{n} articles',
    },
    listPage: 'Page {page} sur {pages}',
    paragraphs: {
      one: '{n} paragraphe',
      other: '{n} paragraphes',
    },
    outlineMore: {
      one: '… et {n} autre section',
      other: '… et {n} autres sections',
    },
    opening: 'Début',

    mentionHint: 'Mentionnez-moi avec une question, et je chercherai la réponse dans les articles.',
    directHint: 'Écrivez-moi une question, et je chercherai la réponse dans les articles.',
    roleHint:
      'Discord ne me montre pas ce qui est écrit à mon rôle. Mentionnez-moi moi-même, avec la question : {mention}',
    pickCommand:
      'Une commande fonctionne quand elle est choisie dans la liste qui s’ouvre après une barre oblique : {command}',
    pastedOptions:
      'Seule la question a été lue : les autres options fonctionnent quand la commande est choisie dans la liste.',
    sourceOf: 'Cela vient de « {title} ».',
    sourceOfGone: 'La source a changé depuis : le passage n’y est plus.',
    sureAnswers: 'Assez sûr : sur 100 réponses comme celle-ci, environ {percent} sont justes.',
    sureMayAnswer:
      'Pas tout à fait sûr : sur 100 réponses comme celle-ci, environ {percent} sont justes.',
    sureQuote: 'Ce sont les mots de « {title} » ; à vous de juger s’ils répondent à la question.',
    sureNone:
      'Je n’ai rien trouvé qui y réponde : ce que je peux montrer est seulement proche de la question.',
    sureAllWords: 'Le passage contient tout ce qui était demandé.',
    sureSomeWords:
      'Le passage ne contient qu’une partie de ce qui était demandé, ou le dit autrement.',
    sureRead: 'Lu avec la question, il y répond.',
    sureReadNot: 'Lu avec la question, il n’y répond pas clairement.',
    sureAlsoIn: {
      one: '{n} autre article dit la même chose.',
      other: '{n} autres articles disent la même chose.',
    },
    sureDiffers: {
      one: '{n} autre article dit autre chose.',
      other: '{n} autres articles disent autre chose.',
    },
    sureVerbatim: 'Ce sont, mot pour mot, les mots de « {title} ».',

    quotedBy: 'Cité par {user}',
    quoteWhich: 'Laquelle ?',
    quoteUnposted: 'Rien n’est publié tant que vous ne la partagez pas.',
    quoteChoose: 'Choisir une phrase',

    verifyVerbatim: '✅ Mot pour mot : cette citation est dans les articles.',
    verifyVerbatimBut: '✅ Mot pour mot, à ceci près : {differences}.',
    verifyAltered:
      '⚠️ Citation modifiée : elle n’est pas mot pour mot dans les articles. Ressemblance : {percent} %.',
    verifyNotFound: '❌ Introuvable dans les articles.',
    verifyTooShort: 'C’est trop court pour être vérifié : tout texte contient ces mots.',
    verifyRunsOn: {
      one: 'La citation vient de {n} paragraphe.',
      other: 'La citation réunit {n} paragraphes.',
    },
    verifyPlaces: {
      one: 'Elle figure à {n} endroit.',
      other: 'Elle figure à {n} endroits ; l’un d’eux est montré.',
    },
    verifyPlacesMost: {
      one: 'Elle figure à {n} endroit ou plus ; l’un d’eux est montré.',
      other: 'Elle figure à {n} endroits ou plus ; l’un d’eux est montré.',
    },
    verifyCutNumber: 'Un nombre est tronqué : « {quoted} » est « {number} » dans l’article.',
    verifyCutSentence: 'Elle fait partie d’une phrase plus longue :',
    verifyLeavesOut: '-# […] omet : {text}',
    'disguise.hidden words': 'Des mots y sont barrés ou masqués.',
    'disguise.text direction': 'Des signes invisibles changent l’ordre dans lequel elle se lit.',
    verifyJoined: {
      one: 'La citation est composée de {n} passage.',
      other: 'La citation est composée de {n} passages.',
    },
    verifyLegend: '~~omis~~ · __ajouté__',
    verifyMany: {
      one: 'Seule la première citation est vérifiée.',
      other: 'Seules les {n} premières citations sont vérifiées.',
    },
    unquoted: 'Aucune citation ici.',
    unquotedCut: 'Ce n’est que le début. Ce qui est affiché peut être vérifié.',
    filesMany: {
      one: 'Seul le premier fichier texte est lu.',
      other: 'Seuls les {n} premiers fichiers texte sont lus.',
    },
    'place.forwarded': 'Dans le message transféré',
    'place.embed': 'Dans l’encadré',
    'place.preview': 'Dans l’aperçu du lien',
    'place.picture': 'Dans la description de l’image',
    'place.file': 'Dans {file}, ligne {line}',
    'place.wholeFile': 'Dans {file}',
    'place.fileStart': 'Le début de {file}',
    'difference.quotation marks': 'guillemets',
    'difference.apostrophes': 'apostrophes',
    'difference.dashes': 'tirets',
    'difference.spaces': 'espaces',
    'difference.case': 'majuscules et minuscules',
    'difference.ellipses': 'points de suspension',
    'difference.final punctuation': 'signe final',
    'difference.letter forms': 'forme des lettres',
    'difference.invisible characters': 'caractères invisibles',
    'difference.formatting': 'mise en forme',
    'difference.reference marks': 'appels de note',
    'difference.sic': '[sic]',
    'difference.line-end hyphens': 'traits d’union en fin de ligne',
    findTitle: 'Passages qui se rapportent à ce message :',
    findMaybe: 'Passages les plus proches. Ils ne se rapportent peut-être pas à ce message.',

    addRead: 'Voici comment je l’ai lu. Le conserver sous le nom {file} ?',
    addDropped: {
      one: '{n} ligne omise',
      other: '{n} lignes omises',
    },
    addWarnings: 'À noter',
    addDuplicate: 'Ceci est déjà dans les articles : « {title} ».',
    addChosenBefore: 'Cela a déjà été relu : les choix faits alors sont toujours là.',
    addWaits: 'Il attend une décision jusqu’au {time}.',
    addOrigin: 'D’où il vient',
    addFetched: 'Pris sur {url}',
    addClaimsUrl: 'Dit lui-même venir de {url}',
    addClaimsPublisher: 'Dit lui-même être publié par {publisher}',
    addLines:
      'Ci-dessous, des lignes peuvent être omises ou reprises. Le fichier de l’aperçu contient chaque ligne en entier.',
    addLinesOnly: 'Ce fichier contient plusieurs articles : il est conservé ou rejeté en entier.',
    addNone: 'Il n’y a pas de telle ligne.',
    addLeave: 'Omettre des lignes…',
    addTake: 'Reprendre des lignes…',
    unknown: 'inconnu',
    'field.title': 'Titre',
    'field.author': 'Auteur ou autrice',
    'field.publisher': 'Éditeur',
    'field.published': 'Date de publication',
    'field.language': 'Langue',
    'field.url': 'Adresse',
    formCorrect: 'Ce que l’on sait de l’article',
    formDate: 'Une date complète comme 31/05/2024. Vide si elle est inconnue.',
    formLanguage: 'Son nom ou son code, comme allemand ou de. Vide si elle est inconnue.',
    formWrong: '{field} : {reason} Rien n’est changé ici.',
    added: 'Conservé sous le nom {file}. Vous pouvez maintenant poser des questions à ce sujet.',
    addedLater:
      'Conservé sous le nom {file}. Vous pourrez poser des questions à ce sujet dès que le dossier des articles sera de nouveau lisible.',
    discarded: 'Rejeté. Rien n’a été ajouté.',
    removeSure:
      'Retirer « {title} » ({file}) des articles ? Son texte ne sera plus montré à personne et ses citations ne mèneront plus nulle part. Les messages déjà publiés restent. Pendant 30 jours, il peut être remis en place.',
    removeSureMany: {
      one: 'Le fichier {file} contient {n} article. Le retirer ? Son texte ne sera plus montré à personne et ses citations ne mèneront plus nulle part. Les messages déjà publiés restent. Pendant 30 jours, il peut être remis en place.',
      other:
        'Le fichier {file} contient {n} articles. Les retirer tous ? Leur texte ne sera plus montré à personne et leurs citations ne mèneront plus nulle part. Les messages déjà publiés restent. Pendant 30 jours, ils peuvent être remis en place.',
    },
    removed: 'Retiré : {file}.',
    restored: 'Remis en place : {file}.',
    restoredAs: 'Remis en place sous le nom {file} : il y a maintenant un autre {was}.',
    restoredLater:
      'Remis en place : {file}. Les questions à son sujet seront possibles dès que le dossier des articles pourra de nouveau être lu.',
    refreshed: {
      one: 'Synchronisé avec le dossier : {n} article.',
      other: 'Synchronisé avec le dossier : {n} articles.',
    },
    sourcesTitle: { one: '{n} source', other: '{n} sources' },
    sourcesHint:
      '{command} en ajoute une : un flux, une page, un plan de site ou un fichier llms.txt.',
    'kind.feed': 'flux',
    'kind.page': 'page',
    'kind.sitemap': 'plan de site',
    'kind.llms': 'llms.txt',
    'kind.folder': 'dossier',
    sourceArticles: { one: '{n} article', other: '{n} articles' },
    sourceGone: { one: '{n} page a disparu', other: '{n} pages ont disparu' },
    sourceWaiting: { one: '{n} article vous attend', other: '{n} articles vous attendent' },
    sourceLast: 'consultée {when}',
    sourceNext: 'prochaine visite {when}',
    sourceNever: 'pas encore consultée',
    sourceLooking: 'en cours de consultation',
    sourceInPlace: 'lu sur place',
    sourceFailures: { one: '{n} visite a échoué', other: '{n} visites de suite ont échoué' },
    sourceEvery: 'toutes les {time}',
    sourceOnly: 'seulement {pattern}',
    sourceMost: { one: '{n} article au plus', other: '{n} articles au plus' },
    sourceKeepCount: { one: 'garde le plus récent', other: 'garde les {n} plus récents' },
    sourceKeepAge: {
      one: 'garde ceux du dernier jour',
      other: 'garde ceux des {n} derniers jours',
    },
    sourceAnnounced: 'annoncés dans {channel}',
    announceForbidden:
      'Rien ne peut être annoncé dans {channel} depuis {since} : je n’ai pas le droit d’y écrire.',
    announceMissing:
      'Rien ne peut être annoncé dans {channel} depuis {since} : ce salon n’existe plus.',
    previewTitle: 'Ce qui viendrait de « {title} » ({kind}) :',
    previewFound: {
      one: '{n} article sur les {named} qu’elle nomme ; le plus récent :',
      other: '{n} articles sur les {named} qu’elle nomme ; les plus récents :',
    },
    previewName: 'nommée **{name}**',
    previewWaits: '⏳ Vous attendrait : {reason}',
    previewThere: 'Est déjà là : « {title} »',
    previewFeeds:
      'Cette page indique des flux. Un flux apporte chaque nouvel article, une page seule reste un seul article.',
    sourceAdded:
      'Ajoutée : {name}. Ses articles sont en cours de récupération ; {command} montre où cela en est.',
    lookNew: { one: '{n} nouveau', other: '{n} nouveaux' },
    lookChanged: { one: '{n} modifié', other: '{n} modifiés' },
    lookRemoved: { one: '{n} retiré', other: '{n} retirés' },
    lookSame: { one: '{n} déjà là, venu d’ailleurs', other: '{n} déjà là, venus d’ailleurs' },
    lookFailed: { one: '{n} n’a pas pu être obtenu', other: '{n} n’ont pas pu être obtenus' },
    lookNothing: 'rien de nouveau',
    looksGoOn: 'Cela prend plus de temps et continue ; {command} montrera le résultat.',
    linesMore: { one: '… et {n} de plus', other: '… et {n} de plus' },
    waitingTitle: { one: '{n} article vous attend', other: '{n} articles vous attendent' },
    waitingNone: 'Aucun article ne vous attend.',
    waitingFrom: 'de {source}, attend depuis {since}',
    waitingWhy: '⏳ Raison : {reason}',
    waitingKept: 'Conservé sous le nom {file}.',
    waitingDropped: 'Écarté. Il ne reviendra pas.',
    sourceSureNone: 'Retirer la source {name} ? Aucun article n’en est venu.',
    sourceSure: {
      one: 'Retirer la source {name} ? Son article part-il aussi ?',
      other: 'Retirer la source {name} ? Ses {n} articles partent-ils aussi ?',
    },
    sourceRemoved: 'Retirée : {name}.',
    sourceArticlesStay: { one: 'Son article reste.', other: 'Ses {n} articles restent.' },
    sourceArticlesWent: {
      one: 'Son article a été retiré, et peut être remis pendant 30 jours.',
      other: 'Ses {n} articles ont été retirés, et peuvent être remis pendant 30 jours.',
    },
    announcing: {
      one: 'Les nouveaux articles de {name} sont annoncés dans {channel}, {n} par heure au plus.',
      other: 'Les nouveaux articles de {name} sont annoncés dans {channel}, {n} par heure au plus.',
    },
    announcingEnded: 'Les nouveaux articles de {name} ne sont plus annoncés.',
    announced: 'Nouvel article',
    announcedFrom: 'Nouveau, de {publisher}',
    announcedMore: { one: '… et {n} autre', other: '… et {n} autres' },

    gapsTitle: {
      one: '{n} question à laquelle les articles n’ont pas pu répondre',
      other: '{n} questions auxquelles les articles n’ont pas pu répondre',
    },
    gapsMore: {
      one: '… et {n} autre dans le fichier',
      other: '… et {n} autres dans le fichier',
    },
    gapsKept: {
      one: 'Conservées {n} jour, sans savoir qui les a posées ni où.',
      other: 'Conservées {n} jours, sans savoir qui les a posées ni où.',
    },
    gapsTextsOff:
      'Seuls les nombres sont conservés ici. Avec `GAP_LOG=true`, les questions le sont aussi.',
    gapsDisliked: {
      one: '{n} réponse n’a pas été utile',
      other: 'Des réponses n’ont pas été utiles {n} fois',
    },
    gapsUnhelpful: '{n}× pas utile',
    gapsHelpful: '{n}× utile',
    gapsGone: '{id} · ne figure plus tel quel dans les articles',
    gapsOpen: 'Ouvrir un passage qui n’a pas été utile',
    gapsClearSure: {
      one: 'Effacer définitivement {n} entrée : une question sans réponse, ou un avis sur une réponse ?',
      other:
        'Effacer définitivement les {n} entrées : questions sans réponse et avis sur les réponses ?',
    },
    pinsTitle: { one: '{n} réponse épinglée', other: '{n} réponses épinglées' },
    pinsNone: 'Rien n’est épinglé. {command} épingle un passage à une question.',
    pinsMore: {
      one: '… et {n} autre dans answers.yaml',
      other: '… et {n} autres dans answers.yaml',
    },
    pinDone:
      'Épinglé : quiconque demande « {question} », dans ces termes ou d’autres, voit d’abord ce passage.',
    pinPreview:
      'Quiconque demande « {question} », dans ces termes ou d’autres, verra d’abord ce passage. L’épingler ?',
    pinRemoved: '« {question} » n’a plus de réponse épinglée.',
    pinChanged: '⚠️ non montrée : le passage a changé',
    pinGone: '⚠️ non montrée : le passage n’existe plus',
    pinSaid: 'Il disait : « {words} »',
    pinChoose: 'Épingler une réponse à une question…',
    pinForm: 'Épingler une réponse',
    pinFormField: 'Le passage',
    pinFormHint: 'Son identifiant de citation, ou quelques mots de la phrase',
    gapsCleared: 'Effacé.',
    statsTitle: { one: 'Le dernier jour', other: 'Les {n} derniers jours' },
    statsBefore: { one: 'le jour d’avant : {count}', other: 'les {n} jours d’avant : {count}' },
    statsSince: 'Compté depuis le {date}, par jours UTC, sans noter qui a demandé.',
    useQuestions: { one: '{n} question', other: '{n} questions' },
    useAnswered: 'Avec réponse : {answers} · peut-être : {mayAnswer} · sans réponse : {noAnswer}',
    useHelpful: 'Utiles : {helpful} · pas utiles : {unhelpful}',
    useWeekly: 'Questions par semaine, la dernière à la fin : {numbers}',
    useRecurring: 'Demandé encore et encore, sans réponse',
    useDays: { one: '{n} jour', other: '{n} jours différents' },
    useDisliked: 'N’a pas aidé',
    useShared: 'Les plus partagés',
    useAllReached: {
      one: 'L’article ({n}) a été trouvé ou cité.',
      other: 'Les {n} articles ont tous été trouvés ou cités.',
    },
    useUnreached: {
      one: '{n} article sur {of} n’a été trouvé par personne',
      other: '{n} articles sur {of} n’ont été trouvés par personne',
    },
    useMore: { one: '… et {n} autre', other: '… et {n} autres' },
    digestTitle: 'La semaine : {days}',
    digestBefore: 'la semaine d’avant : {count}',
    digestMore: 'Plus de détails avec {stats} et {gaps}. Qui a demandé n’est pas conservé.',
    digestForbidden:
      'Le dernier bilan hebdomadaire n’a pas pu être publié dans {channel} : je ne peux pas y écrire. Je réessaierai la semaine prochaine.',
    digestMissing:
      'Le dernier bilan hebdomadaire n’a pas pu être publié : son salon, {channel}, n’existe plus. On peut en choisir un autre.',
    cancelled: 'Rien n’a été modifié.',

    messagesUsed:
      'Désormais, dans nos messages privés, je réponds aussi avec les articles de {name}. Pour cela, je conserve votre identifiant et celui de ce serveur, rien d’autre, jusqu’à ce que vous y mettiez fin : avec le bouton ci-dessous, ou dans nos messages privés avec {command}. Qui quitte le serveur n’en voit plus les articles.',
    messagesStopped:
      'C’est terminé : dans nos messages privés, je ne réponds plus avec les articles de {name}, et votre choix est oublié.',
    settingsTitle: 'Réglages de ce serveur',
    settingsHint: 'Votre choix est retenu aussitôt ; pour l’annuler, choisissez de nouveau.',
    settingsNoChannel: 'Nulle part : choisir un salon',
    settingLanguage: 'Langue de ce que tout le monde voit',
    settingLanguageHint: 'Ce qu’une seule personne voit est dans sa langue.',
    settingLanguageServer: 'Comme le serveur',
    settingMentions: 'Quand quelqu’un me mentionne',
    settingMentionsHint: 'Les commandes et les messages privés fonctionnent de toute façon.',
    settingMentionsOn: 'Je réponds',
    settingMentionsOff: 'Je me tais',
    settingVisible: 'Où `visible: true` montre les réponses à tous',
    settingVisibleHint:
      'Ailleurs, seule la personne qui demande les voit. Le partage reste possible.',
    settingVisibleEverywhere: 'Partout',
    settingVisibleChannels: 'Seulement dans les salons choisis',
    settingVisibleNowhere: 'Nulle part',
    settingVisibleWhich: 'Choisir des salons (et leurs fils)',
    settingAnnouncements: 'Où les nouveaux articles sont annoncés',
    settingAnnouncementsHint:
      'Ceux des sources qui ne nomment pas de salon. Dès que vous en choisissez un, j’y publie une ligne.',
    settingDigest: 'Où paraît le bilan hebdomadaire',
    settingDigestHint:
      'Ce qui a été demandé et ce qui manquait. Dès que vous en choisissez un, j’y publie une ligne.',
    settingTheme: 'Fond des cartes de citation',
    settingThemeHint: 'Celles des citations partagées en image.',
    settingThemeUsual: 'Au choix de qui partage',
    settingThemeLight: 'Clair',
    settingThemeDark: 'Sombre',
    settingAccent: 'Accent des cartes de citation',
    settingAccentHint: 'La barre à côté de la citation.',
    settingAccentUsual: 'Comme d’habitude (bleu)',
    'settingAccent.blue': 'Bleu',
    'settingAccent.teal': 'Sarcelle',
    'settingAccent.green': 'Vert',
    'settingAccent.olive': 'Olive',
    'settingAccent.amber': 'Ambre',
    'settingAccent.orange': 'Orange',
    'settingAccent.red': 'Rouge',
    'settingAccent.pink': 'Rose',
    'settingAccent.purple': 'Violet',
    'settingAccent.grey': 'Gris',
    formAccent: 'Couleur',
    formAccentHint:
      'Sous la forme #rrggbb, comme #0d8f85. Elle doit se détacher du fond des cartes.',
    channelElsewhere: '{channel} n’est pas un salon de ce serveur. Rien n’a été changé.',
    channelUnseen:
      'Je ne vois pas {channel}. Donnez-moi la permission « Voir le salon » et choisissez-le de nouveau. Rien n’a été changé.',
    channelForbidden:
      'Je ne peux pas écrire dans {channel}. Donnez-moi les permissions « Voir le salon » et « Envoyer des messages » et choisissez-le de nouveau. Rien n’a été changé.',
    channelMissing: 'Ce salon n’existe plus. Rien n’a été changé.',
    channelRefused: 'Discord ne me laisse rien publier dans {channel}. Rien n’a été changé.',
    accentUnread: '« {typed} » n’est pas une couleur de la forme #rrggbb. Rien n’a été changé.',
    accentFadesLight:
      '{colour} est trop pâle pour les cartes claires : il faut un contraste de 3:1. Rien n’a été changé.',
    accentFadesDark:
      '{colour} est trop sombre pour les cartes sombres : il faut un contraste de 3:1. Rien n’a été changé.',
    announcementsHere: 'Les nouveaux articles sont désormais annoncés dans ce salon.',
    digestHere:
      'Le bilan hebdomadaire paraît ici : le lundi entre 9 h et 10 h UTC, avec l’usage qui a été fait des articles. Une semaine sans question n’en a pas.',
    visibleNowhere:
      'Vous êtes la seule personne à voir ceci : sur ce serveur, `visible: true` ne peut pas être utilisé.',
    visibleOnlyIn:
      'Vous êtes la seule personne à voir ceci : sur ce serveur, `visible: true` ne peut être utilisé que dans {channels}.',
    collectionTitle: 'Articles de {name}',
    collectionNone:
      'Ce serveur n’a pas encore d’articles à lui. Le premier que {command} ajoute est le début.',
    collectionSeesDefault: 'Les membres voient aussi les articles généraux.',
    collectionHidesDefault: 'Les membres ne voient que les articles de ce serveur.',
    collectionIsDefault:
      'Ici, {command} modifie les articles généraux, que d’autres serveurs voient aussi.',
    collectionOfOperator: 'Seule la personne qui administre le bot peut les supprimer en bloc.',
    useOf: '{what} : {use} sur {max}',
    useFree: '{what} : {use}',
    'use.articles': 'Articles',
    'use.passages': 'Passages',
    'use.bytes': 'Taille des fichiers',
    'use.sources': 'Sources',
    'use.waiting': 'Articles en attente',
    'use.questions': 'Questions de la dernière minute',
    formDeleteAll: 'Tout supprimer ?',
    formDeleteTitle: 'Tapez le titre pour confirmer',
    formDeleteHint: 'Articles, sources, attentes et questions disparaissent définitivement.',
    deletedAll:
      'Supprimé définitivement : tous les articles de {name}, et tout ce qui était conservé avec eux.',

    blocked: 'Non publié : le filtre de mots de ce serveur ne le laisse pas passer.',
    notPermitted: 'Discord ne me laisse pas faire cela ici.',
    failed:
      'Quelque chose s’est mal passé de mon côté. Si cela se reproduit, signalez-le à la personne qui administre ce bot : {id}',
  },

  refusals: {
    badSetting: '{name} {reason}.',
    badModelName:
      'EMBEDDING_MODEL n’est pas le nom d’un modèle : écrivez {bundled}, ou organisation/nom comme sur le site des modèles.',
    modelUnavailable: 'Le modèle {model} ne peut pas être chargé : {reason}.',
    modelAway: {
      one: 'Le modèle {model} ne fonctionne plus depuis une minute, donc Footnote s’arrête.',
      other: 'Le modèle {model} ne fonctionne plus depuis {n} minutes, donc Footnote s’arrête.',
    },
    embedderClosed: 'Le modèle a été fermé.',
    embedderStopped: 'Le modèle s’est arrêté plusieurs fois de suite.',
    readingBusy: {
      one: '{n} fichier attend déjà d’être lu. Veuillez réessayer dans une minute.',
      other: '{n} fichiers attendent déjà d’être lus. Veuillez réessayer dans une minute.',
    },
    readingUnavailable:
      'Aucun fichier ne peut être lu en ce moment. Veuillez réessayer dans une minute.',

    formTooLate: 'Cela a pris trop de temps. Veuillez appuyer de nouveau sur le bouton.',
    databaseAway:
      'La base de données est injoignable en ce moment. Veuillez réessayer dans une minute.',
    databaseRefused: 'La base de données de {host} (DATABASE_URL) est inutilisable : {reason}.',
    databaseTooOld:
      'La base de données est PostgreSQL {found} : il faut la version {needed} ou une plus récente.',
    vectorNotInstalled:
      'pgvector manque sur le serveur de la base de données : installez-y pgvector {needed} ou plus récent (son paquet s’appelle postgresql-…-pgvector).',
    vectorNotCreated:
      'L’extension pgvector manque dans cette base de données et le bot n’a pas le droit de l’y créer : demandez à un superutilisateur d’y exécuter « {sql} ».',
    vectorTooOld:
      'La base de données a pgvector {found} : il faut {needed} ou plus récent. Installez-le sur le serveur, puis exécutez « {sql} » dans la base.',
    databaseNewer:
      'La base de données appartient à un Footnote plus récent (migration {found} ; celui-ci connaît la {known}) : installez-le.',
    writtenByNewer:
      'Un Footnote plus récent ({version}) écrit ces articles : celui-ci les laisse tels quels et continue de répondre avec ce qu’il connaît.',
    databaseOtherwise:
      'La base de données vient d’une autre version de la migration {name} : elle ne convient pas à ce Footnote.',
    migrationsBusy: {
      one: 'Un autre processus modifie la base de données depuis plus de {n} seconde : regardez ce qu’il fait, puis relancez.',
      other:
        'Un autre processus modifie la base de données depuis plus de {n} secondes : regardez ce qu’il fait, puis relancez.',
    },
    migrationFailed: 'La migration {name} de la base de données a échoué : {reason}.',
    leaseLost: 'Un autre processus a pris le relais entre-temps ({lease}) : rien n’a été écrit.',

    tokenMissing: 'DISCORD_TOKEN n’est pas défini : indiquez-le d’abord dans .env.',
    tokenRefused:
      'Discord a refusé DISCORD_TOKEN : copiez le jeton du bot depuis sa page du Developer Portal.',
    shardRefused:
      'Discord a refusé le numéro de la connexion (code 4010) : merci de signaler cette erreur.',
    shardingRequired:
      'Discord demande que le bot soit réparti sur plus de connexions (code 4011) : réglez SHARDS sur auto ou sur un nombre plus élevé.',
    gatewayVersionRefused:
      'Discord ne parle plus cette version de sa passerelle (code 4012) : installez une version plus récente de Footnote.',
    intentsInvalid:
      'Discord ne connaît pas un « intent » que le bot demande (code 4013) : installez une version plus récente de Footnote.',
    intentsDisallowed:
      'Discord n’accorde pas au bot un « intent » qu’il demande (code 4014) : voyez « Privileged Gateway Intents » sur sa page du Developer Portal.',
    notInServer:
      'DISCORD_GUILD_ID désigne un serveur où le bot n’est pas ({server}) : invitez-l’y d’abord.',
    notDiscord:
      'DISCORD_API_URL ({url}) ne répond pas comme Discord : ce doit être la racine de son API REST.',
    discordUnreachable: 'Discord est injoignable : vérifiez le réseau et réessayez.',
    discordUnreachableAt:
      'Discord est injoignable à l’adresse {url} (DISCORD_API_URL) : vérifiez le réseau et réessayez.',

    folderMissing: 'Le dossier des articles {folder} n’existe pas.',
    folderClosed: 'Le dossier des articles {folder} ne peut pas être ouvert : {reason}.',
    folderIsFile: 'Le dossier des articles {folder} est un fichier, pas un dossier.',
    folderNotMade: 'Le dossier {folder} ne peut pas être créé.',
    dataNotMoved: '{from} n’a pas pu être déplacé vers {to}, où est sa place désormais ({code}).',
    dataAmongArticles:
      'Pour ajouter ou retirer des articles, DATA_DIR ne doit pas se trouver dans ARTICLES_DIR.',
    alreadyRunning:
      'Un autre Footnote utilise déjà les données de {folder} : arrêtez-le d’abord, ou indiquez un autre DATA_DIR.',
    stateNotLocked:
      'Le dossier {folder} n’a pas pu être verrouillé ({code}) : vérifiez ses permissions.',
    notRunning: 'Aucun Footnote n’utilise les données de {folder}.',
    statusSilent: 'Le Footnote qui utilise les données de {folder} ne répond pas.',
    notIndexed: '{file} n’a pas été indexé : {reason}.',
    savedFileUnusable: 'Le fichier enregistré {file} est inutilisable.',
    fileNotWritten: 'Le fichier {file} n’a pas pu être écrit.',
    snapshotUnusable: 'L’index enregistré n’est pas utilisé : {reason}.',

    noArticles: 'Il n’y a pas encore d’articles dans lesquels chercher.',
    readingStarts:
      'Je commence tout juste à lire les articles. Veuillez réessayer dans un instant.',
    reading:
      'Je lis encore les articles : {done} fichiers sur {total}. Veuillez réessayer dans un instant.',
    indexing:
      'Je prépare encore les articles : {done} passages sur {total}. Veuillez réessayer dans un instant.',
    quotesReading:
      'Je lis encore les articles pour les citations. Veuillez réessayer dans un instant.',
    takesLonger:
      'La lecture des articles dure plus longtemps que je ne peux attendre pour répondre. Veuillez redemander plus tard.',
    restarting: 'Je suis en train de redémarrer. Veuillez redemander dans une minute.',

    onlyNoise:
      'Il n’y a pas de question ici : des liens, des émojis ou des mentions seuls ne demandent rien.',
    talkGreetings: 'Bonjour ! Posez-moi une question sur les articles. {examples}',
    talkThanks: 'Avec plaisir ! Posez d’autres questions quand vous voulez. {examples}',
    talkReactions: 'Je suis là pour les questions sur les articles. {examples}',
    talkAboutBot:
      'Je réponds aux questions par des passages des articles, mot pour mot et avec leur source ; je n’invente rien. {examples}',
    questionTooShort: 'Veuillez poser une question d’au moins {min} caractères.',
    questionTooLong:
      'Veuillez poser une question de {max} caractères au plus ; celle-ci en compte {length}.',
    countRange: 'Veuillez choisir un nombre de {min} à {max}.',
    badDate:
      'Je ne comprends pas la date « {typed} ». Écrivez-la ainsi : 2024, 2024-11 ou 2024-11-05.',
    datesCrossed: 'La première date vient après la seconde : {since} est après {until}.',
    unknownPublisher:
      'Aucun article ne vient de « {publisher} ». Choisissez parmi ceux qui apparaissent pendant la saisie.',
    unknownArticle:
      'Je n’ai pas d’article intitulé « {article} ». Choisissez parmi ceux qui apparaissent pendant la saisie.',
    noSuchArticle: 'Cet article n’existe pas. Choisissez-en un dans la liste.',
    articleGone: 'Cet article n’est plus ici.',
    citeUnknown:
      'Aucun passage ne porte cet identifiant. Un identifiant ressemble à k3m9ta-x7q2vd.',
    noLink: 'L’article n’a pas d’adresse sur le web vers laquelle renvoyer.',
    notVerbatim:
      'Le texte de [{id}] dans {file} n’est plus celui qui a été indexé : il n’est donc pas cité.',
    sourceChanged:
      'La source a changé depuis : ce passage n’est donc pas cité. Veuillez reposer la question.',
    sourceChangedOn:
      'La source a changé depuis ({at:day}) : ce passage n’est donc pas cité. Veuillez reposer la question.',
    cardGlyphs:
      'Impossible d’en faire une image : aucune police ici ne contient {characters}. Partagez le texte.',
    cardTooLong: 'Ceci ne tient pas en entier sur une image. Partagez le texte.',
    cardNoFiles:
      'Impossible de publier une image dans ce salon : il me manque la permission « Joindre des fichiers ». Partagez le texte.',
    cardAway:
      'L’image n’a pas pu être dessinée pour le moment. Partagez le texte, ou réessayez dans un instant.',
    quoteNowhere: 'Ces mots ne figurent nulle part dans les articles : je ne les cite donc pas.',
    quoteTooLong:
      'Veuillez donner une citation de {max} caractères au plus ; celle-ci en compte {length}.',
    noSentence: 'Aucune phrase des articles ne contient ces mots.',
    nothingToVerify: 'Donnez un texte à vérifier, ou un brouillon avec --file.',
    verifyNothing: 'Il n’y a rien à vérifier dans ce message.',
    findNothing: 'Ce message ne contient aucun mot à chercher.',
    findNone: 'Aucun passage des articles ne semble se rapporter à ce message.',

    serverOnly: 'Ceci ne fonctionne que sur un serveur.',
    homeOnly:
      'Ceci ne fonctionne que sur un serveur où j’ai été ajouté et dont ce sont les articles.',
    addedOnly: 'Ceci ne fonctionne que sur un serveur où j’ai été ajouté.',
    manageServerOnly:
      'Seuls les membres ayant la permission « Gérer le serveur » peuvent faire cela.',
    managersElsewhere:
      '« Gérer le serveur » ne suffit plus : ici, seul le propriétaire de ce bot peut faire cela. Pour le permettre aux membres qui gèrent ce serveur, il ajoute son identifiant, {server}, à MANAGER_GUILD_IDS.',
    noOwnArticles: 'Ce serveur n’a pas d’articles à lui.',
    chosenEnough:
      'Vous utilisez déjà les articles de {max} serveurs dans nos messages privés. Mettez d’abord fin à l’un d’eux.',
    waitsEnough:
      'Vous attendez déjà les réponses à {max} questions. Appuyez d’abord sur **Tant pis** pour l’une d’elles.',
    titleNotTyped: 'Rien n’a été supprimé. Pour tout supprimer, tapez le titre tel quel : {title}',
    operatorDeletes: 'Seule la personne qui administre le bot peut supprimer ces articles en bloc.',
    notYoursToRemove:
      'Seule la personne qui a partagé ceci, ou un membre pouvant gérer les messages, peut le retirer.',
    unavailable: 'Ceci n’est pas configuré ici.',
    gapGone: 'Cette question n’est plus conservée.',
    answersNotWritten: 'answers.yaml n’a pas pu être écrit : {reason}.',
    answersBroken:
      'answers.yaml contient une erreur à la ligne {line} ({reason}) : rien n’y est donc écrit.',
    tooManyPins: 'Il y a déjà {n} réponses épinglées : c’est le maximum.',
    noSuchPin:
      'Aucune réponse n’est épinglée à cette question. Choisissez-en une dans la liste en tapant.',
    pinInFolder:
      'Cette réponse se trouve dans le fichier answers.yaml d’un dossier : seule la personne qui fait fonctionner le bot peut la modifier.',
    pinDraftGone: 'Cet aperçu n’existe plus : il a été utilisé, rejeté, ou un jour s’est écoulé.',
    pinSaysNothing:
      'Cette question ne nomme rien qui permette de la reconnaître. Veuillez l’écrire en entier.',
    pinElsewhere: 'Ce passage n’est pas dans les articles dont vous vous occupez ici.',
    pinNoPassage: 'Aucun passage n’a cet identifiant, et aucune phrase ces mots.',
    gapsNone:
      'Aucune question n’est restée sans réponse pendant la durée de conservation, et aucune réponse n’a été jugée « pas utile ».',
    oldButton: 'Ce bouton vient d’une version précédente du bot. Veuillez reposer la question.',
    unknownCommand:
      'Je ne connais pas (ou plus) cette commande. Tapez / pour voir ce que je sais faire.',
    notConfirmed:
      'Discord ne m’a pas dit si ce message a été publié. Veuillez regarder dans le salon avant de réessayer.',
    slowDown: {
      one: 'Doucement ! Veuillez attendre {n} seconde et réessayer.',
      other: 'Doucement ! Veuillez attendre {n} secondes et réessayer.',
    },

    addOneSource: 'Veuillez donner soit un fichier, soit une adresse, mais pas les deux.',
    addNotFromDiscord: 'Je ne prends que les fichiers envoyés sur Discord.',
    addTooLarge: 'Ce fichier est trop gros : {max:bytes} au plus.',
    addFetchFailed: 'Le fichier n’a pas pu être récupéré sur Discord. Veuillez réessayer.',
    notAdded: '{name} n’a pas été ajouté : {reason}.',
    namelessNotAdded: 'Le fichier n’a pas été ajouté : {reason}.',
    notWaiting:
      'Cet article n’attend plus de décision : il a été conservé, rejeté, ou a attendu un jour.',
    severalNotChosen: {
      one: 'Ce fichier contient {n} article et est conservé ou rejeté en entier.',
      other:
        'Ce fichier contient {n} articles : il est conservé ou rejeté en entier, et rien ne peut y être choisi ni corrigé.',
    },
    changedMeanwhile:
      'Quelqu’un a changé cela entre-temps, il n’a donc pas été conservé. Veuillez le revoir.',
    nothingLeft:
      'Il ne resterait rien de l’article. Conservez au moins un paragraphe, ou rejetez-le.',
    choicesNotKept:
      'Avec ces choix, l’article ne peut pas être écrit de façon à être relu à l’identique, il n’a donc pas été conservé. Omettez moins de lignes, ou corrigez le fichier et ajoutez-le de nouveau.',
    keepNothing:
      'Ce message ne contient pas de mots à conserver. `/articles ajouter` accepte les fichiers.',
    notExpected: '« {value} » n’est pas {expected}.',
    noSuchLine: 'Il n’y a pas de ligne {line} : l’aperçu en a {max}.',
    tooMuchWaiting:
      'Trop d’articles attendent d’être conservés ou rejetés : {n} au plus, et {max:bytes}. Décidez d’abord de quelques-uns ; au bout d’un jour, ils sont jetés.',
    tooMuchWaitingOfYours:
      'Trop de vos articles attendent d’être conservés ou rejetés : {n} au plus. Décidez d’abord de quelques-uns ; au bout d’un jour, ils sont jetés.',
    articleNotWritten: 'L’article n’a pas pu être écrit dans le dossier des articles.',
    noSuchFile: 'Il n’y a pas de fichier {file} dans le dossier des articles.',
    severalArticles: {
      one: '{file} contient {n} article, qui ne peut être retiré qu’avec lui.',
      other: '{file} contient {n} articles, qui ne peuvent être retirés qu’ensemble.',
    },
    notRemoved: '{file} n’a pas pu être retiré du dossier des articles.',
    removedInFolder:
      '{file} se trouve dans un dossier de la personne qui administre ce bot : c’est là qu’il faut le retirer.',
    readInPlace:
      '{file} est lu dans un dossier à part, où je ne modifie jamais rien. Retirez-le là-bas.',
    notRestorable:
      'Cela ne peut pas (ou plus) être remis en place : c’est déjà fait, ou le retrait date de plus de 30 jours.',
    restoreThere:
      'Rien n’a été remis en place : le même texte figure déjà dans les articles, sous « {title} » ({file}).',
    notRestored: '{file} n’a pas pu être remis dans le dossier des articles.',
    nothingRemoved:
      'Il n’y a rien à remettre en place : rien n’a été retiré ces 30 derniers jours.',
    unknownRemoved:
      'Rien de ce qui a été retiré ces 30 derniers jours ne s’appelle « {article} ». Veuillez choisir parmi les suggestions.',
    notAmongRemoved: 'Rien qui porte le nom {file} n’a été retiré ces 30 derniers jours.',

    noAddress: 'Ce n’est pas l’adresse d’une page.',
    addressNotHttp: 'Seules les adresses http et https peuvent être ajoutées.',
    addressWithPassword:
      'Les adresses qui contiennent un nom d’utilisateur ou un mot de passe ne sont pas ouvertes.',
    addressNotPublic: 'Cette adresse n’est pas sur le web public.',
    machineNotPublic: 'Cette adresse désigne une machine qui n’est pas sur le web public.',
    leadsInside: 'Cette adresse mène à une machine qui n’est pas sur le web public.',
    portNotWeb: 'Le port {port} appartient à un autre service que le web.',
    pageMissing: '{host} n’a pas de page à cette adresse.',
    pageForbidden: '{host} ne montre pas cette page à Footnote ({status}).',
    pageNotSent: '{host} n’a pas envoyé la page ({status}).',
    redirectNowhere: '{host} ne redirige vers aucune adresse.',
    redirectInsecure: '{host} redirige vers une adresse sans https.',
    tooManyRedirects: {
      one: 'L’adresse redirige sans fin : plus de {n} redirection.',
      other: 'L’adresse redirige sans fin : plus de {n} redirections.',
    },
    foreignContent: 'L’adresse mène à {type} ; les articles sont des fichiers {endings:or}.',
    pageTooSlow: 'La page n’est pas arrivée au bout de {n} s : je n’attends plus.',
    fetchStopped: 'La récupération de la page a été arrêtée.',
    noSite: 'Il n’y a pas de site à {host}.',
    noConnection: '{host} n’accepte pas de connexions.',
    badCertificate: '{host} n’a pas de certificat valide : la page n’a donc pas été récupérée.',
    pageDamaged: '{host} a envoyé une page endommagée.',
    connectionBroke: 'La connexion à {host} a été interrompue.',
    pageTooLong: 'La page est trop longue : {max:bytes} au plus peuvent être ajoutés.',
    unknownCompression: 'La page arrive dans une compression que personne n’a demandée.',

    noSuchSource: 'Il n’y a pas de source nommée {name}.',
    noSources: 'Il n’y a pas encore de sources.',
    sourceThere: 'Cette adresse est déjà une source : {name}.',
    sourceNameTaken: 'Le nom {name} est déjà celui d’une autre source ou d’un dossier d’articles.',
    badSourceName:
      'Le nom d’une source se compose de minuscules, de chiffres et de traits d’union, {max} au plus.',
    tooManySources: 'Il y a déjà {n} sources ; il ne peut pas y en avoir davantage.',
    quotaArticles: 'Il n’y a plus de place ici pour d’autres articles : {use} sur {max}.',
    quotaPassages: 'C’est plus qu’il n’y a de place ici : {use} passages sur {max}.',
    quotaBytes: 'C’est plus qu’il n’y a de place ici : {use:bytes} occupés sur {max:bytes}.',
    quotaSources: 'Il n’y a plus de place ici pour d’autres sources : {use} sur {max}.',
    quotaWaiting:
      'D’autres articles ne peuvent pas attendre ici, {max} au plus : conservez-en ou rejetez-en d’abord quelques-uns.',
    quotaQuestions: {
      one: 'Ici, {max} questions par minute reçoivent une réponse ; la suivante pourra être posée dans {n} seconde.',
      other:
        'Ici, {max} questions par minute reçoivent une réponse ; la suivante pourra être posée dans {n} secondes.',
    },
    collectionNotMade: 'Aucun dossier n’a pu être créé pour les articles de ce serveur : {reason}.',
    collectionNotWritten: 'collection.yaml n’a pas pu être écrit : {reason}.',
    collectionBroken:
      'collection.yaml est illisible (ligne {line} : {reason}) et a été laissé tel quel.',
    collectionUnconfirmed:
      'La collection {name} n’a pas été supprimée : ajoutez --yes pour la supprimer.',
    collectionNotDeleted: 'La collection {name} n’a pas été supprimée : {reason}.',
    defaultNotDeleted:
      'La collection par défaut est le dossier des articles lui-même : supprimez ses fichiers à la main.',
    botHasCollections: 'Un bot tourne avec ces collections : arrêtez-le d’abord.',
    collectionInFolder:
      'Les articles de {name} sont dans un dossier : seule la personne qui fait tourner le bot peut les supprimer.',
    noSuchCollection: 'Il n’y a pas de collection {name}.',
    exportThere: '{file} existe déjà.',
    moveBusy:
      'D’autres travaillent avec la base de données (processus ou réservations : {count}) : arrêtez d’abord tous les bots et tous les processus d’écriture.',
    moveTargetUsed: '{place} contient déjà quelque chose : choisissez un endroit où il n’y a rien.',
    moveFileDiffers:
      '{file} dans {folder} n’est pas le fichier de la base de données : retirez-le d’abord du dossier.',
    moveFilesMissing:
      'Des fichiers du dossier manquent dans {folder}, dont {file} (en tout : {count}) : mettez-les-y d’abord.',
    moveFilesMore:
      'Des fichiers de {folder} ne sont pas dans la base de données, dont {file} (en tout : {count}). Ils redeviendraient des articles : retirez-les d’abord.',
    moveDiffers:
      'Quelque chose de la collection « {name} » n’est pas arrivé tel quel ({what}) : relancez la même commande.',
    sourceFolderMissing: 'Le dossier de la source {name} n’existe pas : {folder}.',
    sourceInFile:
      '{name} se trouve dans le sources.yaml d’un dossier : seule la personne qui fait tourner le bot peut y toucher.',
    sourceOnMachine:
      '{name} est un dossier de la machine où tourne le bot : il ne se modifie que dans sources.yaml.',
    sourcesNotWritten: 'sources.yaml n’a pas pu être écrit : {reason}.',
    sourcesBroken:
      'sources.yaml contient une erreur à la ligne {line} ({reason}) : rien n’y est donc écrit.',
    previewGone: 'Cet aperçu n’existe plus : il a été utilisé, rejeté, ou un jour s’est écoulé.',
    notASource: 'Ce que {host} a envoyé ne peut pas servir de source : {reason}.',
    robotsForbid: '{host} demande aux programmes de ne pas ouvrir cette adresse (robots.txt).',
    robotsSilent:
      '{host} ne dit pas pour l’instant ce qui peut être ouvert (robots.txt) : rien ne l’est donc.',
    siteAsksToWait: {
      one: '{host} demande qu’on le laisse tranquille pendant {n} minute.',
      other: '{host} demande qu’on le laisse tranquille pendant {n} minutes.',
    },
    pageGoneForGood: '{host} indique que la page a définitivement disparu.',
    fetchedNotWritten:
      'Les articles récupérés ne peuvent pas être écrits dans le dossier {folder} : {reason}.',
    botLooksItself:
      'Le bot est en marche et s’occupe lui-même de ses sources : utilisez /sources dans Discord.',
    announceElsewhere:
      'Les nouveaux articles ne peuvent être annoncés que dans un salon de ce serveur.',
    announceUnseen: 'Je ne vois pas ce salon, et ne pourrais donc rien y annoncer.',
    sourceUnconfirmed: 'La source {name} n’a pas été retirée : ajoutez --yes pour la retirer.',
    badSourceFlag: '{field} « {value} » n’est pas {expected}.',

    fileUnreadable: 'Le fichier {file} ne peut pas être lu.',
    noPlainFile: '{file} est un périphérique, un tube ou un socket ; seuls les fichiers sont lus.',
    draftNotText: 'Le brouillon {file} n’est pas du texte en UTF-8.',
    draftTooLarge: 'Le brouillon {file} dépasse {max:bytes}.',
    removalUnconfirmed: '{file} n’a pas été retiré : ajoutez --yes pour le retirer.',
    badGuildFlag: '--guild doit être un identifiant de serveur, un nombre de 17 à 20 chiffres.',
    sharedMissing: '--shared désigne un dossier qui n’existe pas : {folder}.',
    badDatasetLine: 'La ligne {line} de {file} n’est ni une question ni un article attendu.',
    setMissing: 'Du jeu de questions {set}, il n’y a rien pour mesurer.',
    fileUnwritable: 'Impossible d’écrire {file}.',
    playgroundPortTaken:
      'Le port {port} sur {host} est déjà pris : donnez-en un autre à PLAYGROUND_PORT.',
    playgroundNotListening:
      'Le bac à sable ne peut pas écouter sur {host}:{port} : vérifiez PLAYGROUND_HOST et PLAYGROUND_PORT.',
    healthPortTaken:
      'Le port {port} de {host} est déjà utilisé : donnez une autre valeur à HEALTH_PORT.',
    healthNotListening:
      'L’état ne peut pas être servi sur {host}:{port} : vérifiez HEALTH_HOST et HEALTH_PORT.',
    pagePortTaken:
      'Le port {port} de {host} est déjà pris : indiquez-en un autre dans READER_PORT.',
    pageNotListening:
      'La page de lecture ne peut pas être servie sur {host}:{port} : vérifiez READER_HOST et READER_PORT.',
    standInNotListening: 'Le remplaçant de Discord ne peut pas écouter sur {host}:{port}.',
    pageNotBuilt: 'La page du bac à sable n’est pas construite : lancez npm run build.',
    noSidePanel: 'Ce bac à sable a été démarré sans son panneau latéral.',
    passageGone: 'Aucun article ne contient plus ce passage.',
    nothingAsked: 'Posez d’abord une question, puis regardez ici.',
    malformedRequest: 'Cette requête est mal formée.',
    moderatorTokenMissing: 'Pour agir en modérateur, il faut le jeton affiché au démarrage.',
    moderatorTokenWrong: 'Ce n’est pas le jeton affiché au démarrage.',
    fileTooLarge: 'Ce fichier est trop volumineux.',
    noResponse: 'L’application n’a pas répondu à temps.',
    messageUnseen: 'Ce message n’est pas visible ici.',
    formUnseen: 'Ce formulaire n’est pas visible ici.',
    channelUnseen: 'Ce salon n’est pas visible ici.',
    noSuchPerson: 'Cette personne n’existe pas ici.',
    noSuchCommand: 'Il n’y a pas de commande « {name} » ici.',
    noSuchSubcommand: 'Il n’y a pas de commande « /{command} {word} ».',
    notPressable: 'On ne peut plus appuyer dessus.',
    noMenuHere: 'Les réponses privées n’ont pas de menu de commandes.',
    mayNotWrite: 'Vous n’avez pas le droit d’écrire ici.',
    mayNotDelete: 'Vous n’avez pas le droit de supprimer ceci.',
    notDismissible: 'Seules les réponses privées peuvent être masquées.',
    fieldWithoutType: 'Ce formulaire a un champ sans type.',
  },

  reasons: {
    askTwo: 'Par exemple : « {first} » ou « {second} »',
    askOne: 'Par exemple : « {first} »',
    askAnything: 'Que voulez-vous savoir ?',
    empty: 'il est vide',
    blank: 'il ne contient que des espaces',
    tooLarge: 'il fait {size:bytes}, plus que les {max:bytes} permis pour un article',
    tooLargeToAdd: 'il dépasse les {max:bytes} qui peuvent être ajoutés',
    foreignFormat: 'c’est {format}, pas du texte',
    pdfDocument: 'un document PDF',
    zipArchive: 'une archive ZIP ou un document Office',
    pngImage: 'une image PNG',
    jpegImage: 'une image JPEG',
    gifImage: 'une image GIF',
    gzipArchive: 'une archive gzip',
    oldOffice: 'un ancien document Office',
    rtfDocument: 'un document RTF',
    rarArchive: 'une archive RAR',
    sevenZip: 'une archive 7z',
    binary: 'ce sont des données binaires, pas du texte',
    notArticleFile: 'les articles sont des fichiers {endings:or}',
    notAddable: 'les articles sont des fichiers {endings:or}',
    saveAs: 'les fichiers de ce type ne sont pas lus ; enregistré en {endings:or}, il peut l’être',
    severalOfOtherSites:
      'plusieurs articles y disent venir de {claimed}, mais il a été pris sur {fetched} ; pour en répondre, envoyez-le comme fichier',
    tooManyLines: 'il a plus de {max} lignes séparées',
    tooManyRows: 'il a plus de {max} lignes',
    tooManyTags: 'il a plus de balises, ou des balises plus imbriquées, qu’une page n’en a',
    framesOnly:
      'elle ne contient que des cadres ; leurs pages sont {pages}, et chacune peut être ajoutée séparément',
    unparsable: 'son balisage n’a pas pu être analysé',
    noParagraph: 'aucun paragraphe d’article n’y a été trouvé',
    draft: 'il est marqué comme brouillon',
    patternTooWild: 'son motif « {pattern} » a trop d’astérisques et n’est pas appliqué',

    noPermission: 'ses permissions ne permettent pas de le lire',
    gone: 'il n’est plus là',
    linkLoop: 'ses liens tournent en rond',
    isFolder: 'c’est un dossier',
    notFolder: 'ce n’est pas un dossier',
    isDevice: 'c’est un périphérique, un tube ou un socket',
    linkOutside: 'c’est un lien qui mène hors du dossier des articles',
    tooDeep: 'il est à plus de {max} dossiers de profondeur',
    folderNameTaken: 'il y a déjà un dossier de ce nom parmi les articles',
    moreFilesThan: 'il contient plus de fichiers que les {max} qui sont lus',
    systemSays: 'le système indique {code}',
    systemSaysNothing: 'le système n’indique pas de raison',
    foreignWords: '{said}',

    readingTooSlow: 'sa lecture a pris plus de {n} s',
    readingTooBig: 'sa lecture demande plus de mémoire qu’il n’y en a',
    unreadable: 'il n’a pas pu être lu',
    encrypted: 'il est protégé par un mot de passe',
    documentDamaged: 'il est endommagé, ou n’est pas ce que dit son nom',
    zipTooMuch: 'décompressé, il dépasse ce qui est lu d’un document',
    pdfDamaged: 'il est endommagé, ou n’est pas un PDF',
    pdfTooManyPages: 'il a {n} pages, plus que les {max} qui sont lues',
    tooMuchText: 'il a plus de texte qu’un article ne peut en avoir',
    pdfPagesDamaged: 'ses pages sont endommagées',
    pdfOnlyPictures:
      'il n’a pas de texte, seulement des images de pages (numérisées sans reconnaissance de texte)',

    notWritable: 'l’écriture n’y est pas autorisée',
    diskFull: 'le disque est plein',
    noFeed: 'ce n’est pas un flux',
    noSitemap: 'ce n’est pas un plan de site',
    namesNoPage: 'aucune page qui convienne n’y est nommée',
    onlyBeginning: 'seul le début de l’article est arrivé',
    nearlyEmpty: {
      one: 'il n’y a presque pas de texte ({n} caractère)',
      other: 'il n’y a presque pas de texte ({n} caractères)',
    },
    mostlyLeftOut: '{n} % du contenu a été écarté',
    noList: 'ce n’est pas une liste',
    moreEntriesThan: 'il y a plus de {max} entrées',
    noAnswerEntry: 'ce n’est pas une entrée avec « question: », « citation: » et « words: »',
    unknownEntryKey: '{field} n’a pas sa place dans une entrée',
    entryLacks: '« {field}: » manque',
    entryTooLong: '« {field}: » dépasse {max} caractères',
    noCitationId: '{value} n’est pas un identifiant de citation',
    sameQuestionAs: 'la question se trouve déjà à la ligne {line}',
    noSynonymList: 'ce n’est pas une liste de mots comme « - [otan, alliance] »',
    oneSynonym: 'une liste demande au moins deux mots ou expressions',
    noSynonym: 'ce n’est ni un mot ni une expression de {max} caractères au plus',
    longSynonym: 'un mot ou une expression peut avoir {max} caractères au plus',
    moreSynonymsThan:
      'une liste peut avoir {max} mots ou expressions au plus ; les autres ne comptent pas',
    noSourceList: 'il n’y a pas de liste sous « sources: »',
    noSourceKind: 'aucun de ces champs n’est donné : {kinds:or}',
    severalSourceKinds: '{kinds} sont donnés ; une source n’en a qu’un',
    unknownSourceKey: '{field} n’est pas un réglage d’une source',
    badSourceValue: '{field} « {value} » n’est pas {expected}',
    timeFrom: 'une durée de {min} à {max}, comme 30m, 6h ou 2d',
    countUpTo: 'un nombre entier de 1 à {max}',
    countOrAge: 'un nombre d’articles comme 200, ou un âge comme 90d',
    channelId: 'l’identifiant d’un salon',
    plainName: 'un nom de {max} minuscules, chiffres et traits d’union au plus',
    addressPattern: 'un motif de {max} caractères au plus, où * remplace n’importe lesquels',
    folderPath: 'un dossier hors du dossier des articles',
    sameSourceAs: 'c’est la même source qu’à la ligne {line}',
    sameNameAs:
      'le nom {name} est déjà celui de la source de la ligne {line} ; donnez-lui un « name: »',
    moreSourcesThan: 'il y a plus de {max} sources',
    severalOfThatName: 'il y a plusieurs fichiers de ce nom, écrits différemment',
    noSettings: 'il n’y a pas de réglages tels que « title: … » dedans',
    unknownSetting: '{field} n’est pas un réglage ici',
    countFromZero: 'un nombre entier jusqu’à {max}, ou none',
    trueOrFalse: 'true ou false',
    pageShows: 'passages, articles ou none',
    serverId: 'l’identifiant d’un serveur',
    personOrRoleId: 'l’identifiant d’une personne ou d’un rôle',
    moreIdsThan: 'il y a plus de {max} {field}',
    othersFolder: 'il existe un dossier de ce nom, qui n’a pas été créé pour cela',

    snapshotDamaged: 'il est endommagé',
    snapshotFileDamaged: 'son fichier {file} est endommagé',
    snapshotMiscounted: 'ses comptes ne concordent pas',
    snapshotOtherModel: 'il a été fait avec le modèle {found}, pas {wanted}',
    snapshotModelChanged: 'le modèle {model} a changé depuis',
    snapshotOtherVersion: 'il a été fait par une autre version de Footnote',

    modelStopped: 'il s’est arrêté',
    modelHung: 'il n’a pas donné signe de vie pendant {n} s',
    modelStoppedLoading: 'il s’est arrêté pendant le chargement',
    modelLoadsTooLong: 'il n’était pas chargé au bout de {n} s',
    modelNotBundled: 'ce modèle n’est pas fourni',
    modelFileMissing: 'son fichier {file} manque',
    modelNotForText: 'ce n’est pas un modèle qui fait des vecteurs de texte (il n’a pas de {file})',
    modelNoWeights: 'il n’a ni {quantized} ni {full}',
    modelTokenizerDamaged:
      'le fichier de son tokeniseur est endommagé ou d’un genre inconnu ({said})',
    modelDamaged: 'son fichier est endommagé ou d’un genre inconnu ({said})',
    modelOfOtherKind: 'ce n’est pas un modèle qui fait des vecteurs de texte',
    modelBadVector: 'il a rendu un vecteur nul ou qui n’est pas fait de nombres',
    hubUnknownModel: 'le site des modèles ne le connaît pas',
    hubNoFile: 'le site des modèles n’a pas ce fichier',
    hubSignIn: 'le site des modèles demande une connexion, ou ne connaît pas ce modèle',
    hubWait: 'le site des modèles demande d’attendre ; réessayez plus tard',
    hubStatus: 'le site des modèles a répondu avec le code {status}',
    hubSilent: '{host} ne répond pas',
    hubDamaged: '{host} a envoyé un fichier {file} endommagé',
    hubUnreachable: 'il n’est pas encore téléchargé et {host} est injoignable',
    hubBrokeOff: 'le téléchargement de {file} depuis {host} a été interrompu',
    modelNotWritten: '{file} ne peut pas être écrit dans le dossier du modèle ({code})',

    mustBeHttp: 'doit être une adresse http ou https',
    mustBePort: 'doit être un nombre entier de 0 à {max}',
    mustBeProxies:
      'doit être un nombre entier de 0 à {max} : le nombre de proxys placés devant la page de lecture',
    mustBePublicUrl:
      'doit être une adresse http ou https sans ? ni #, par laquelle on atteint la page de lecture',
    mustBeHosts:
      'doit être une liste de sites comme wiki.example ou 10.0.0.5:8080, séparés par des virgules',
    mustBeDatabase:
      'doit être l’adresse d’une base de données PostgreSQL, comme postgres://utilisateur:motdepasse@hôte/nom',
    mustBeDatabases:
      'doit être une liste d’adresses de bases de données PostgreSQL (postgres://utilisateur:motdepasse@hôte/nom), séparées par des virgules',
    needsSetting: 'ne sert à rien sans {setting}',
    needsNumber: 'ne sert à rien tant que {setting} n’est pas un nombre',
    mustBeServerId: 'doit être un identifiant de serveur, un nombre de 17 à 20 chiffres',
    mustBeServerIds:
      'doit être une liste d’identifiants de serveurs, nombres de 17 à 20 chiffres séparés par des virgules',
    mustBeToken: 'doit être un jeton de bot, sans espaces, guillemets ni le mot « Bot »',
    mustBeModelName: 'doit être un nom de modèle comme Xenova/all-MiniLM-L6-v2',
    mustBeTrueOrFalse: 'doit être true ou false',
    mustBeDays: 'doit être un nombre entier de jours de 1 à 9999',
    mustBeShards: 'doit être auto ou un nombre entier de 1 à {max}',
    mustBeShardIds:
      'doit être composé de nombres ou d’intervalles, séparés par des virgules, comme 0,2-3',
    mustBeShardsOf: 'doit être composé de nombres de 0 à {last}, puisque SHARDS vaut {count}',
    mustBeQuotas:
      'doit contenir des nombres ou none, comme articles=500,sources=none ; il y a {names}',
    mustBeMegabytes: 'doit être un nombre entier de mégaoctets de 1 à {max}',
    mustBeOneOf: 'doit être {names:or}',

    textUpTo: 'un texte de {max} caractères au plus',
    calendarDate: 'une date complète',
    webAddress: 'une adresse http(s) complète',
    languageTag: 'un code de langue comme en ou ru',
    knownLanguage: 'le nom ou le code d’une langue',
    yamlIndent: 'le retrait est faux',
    yamlDuplicateKey: 'une clé y figure deux fois',
    yamlMissing: 'il manque un guillemet, un crochet ou une virgule',
    yamlColon: 'une valeur qui contient un deux-points doit être entre guillemets',
    yamlOther: 'ce n’est pas du YAML valide',
    tomlOther: 'ce n’est pas du TOML valide',

    part: '{file} (article {part})',
  },

  notices: {
    inFile: '{file} : {warning}.',
    sameTitle: '{places} ont le même titre « {title} » ; tous sont indexés.',
    sameText: '{places} contiennent le même texte ; tous sont indexés.',
    inEditorial: '{file}, ligne {line} : {reason}.',
    inSources: 'sources.yaml, ligne {line} : {reason}.',
    inCollection: '{file}, ligne {line} : {reason}.',
    ofCollection: 'Dans la collection {collection} : {notice}',
    collectionHidden:
      'Personne ne voit les articles de la collection {collection} tant que son collection.yaml est illisible.',
    collectionFails: 'La collection {collection} n’a pas pu être ouverte : {reason}',
    collectionFull: 'La collection {collection} n’accepte plus rien. {quota}',
    collectionDeleted: {
      one: 'La collection {collection} a été supprimée : le bot a quitté son serveur il y a {n} jour.',
      other:
        'La collection {collection} a été supprimée : le bot a quitté son serveur il y a {n} jours.',
    },
    collectionStays:
      'La collection {collection} n’a pas pu être supprimée ; un nouvel essai suivra : {reason}',
    sourceFails: 'La source {source} ne va pas bien. {problem}',
    sourceWell: 'La source {source} va de nouveau bien.',
    indexBuiltAnew: '{refusal} Il est reconstruit.',
    notReadAgain: 'Les articles n’ont pas pu être relus : {reason}',
    removalsHeld:
      '{n} des {total} fichiers d’articles ont disparu du dossier. Au cas où ce serait le dossier lui-même, ils sont gardés : s’ils doivent partir, lancez « {command} ».',
    indexNotSaved: 'L’index n’a pas pu être enregistré, et fonctionne tout de même : {reason}',
    managersOf:
      'Peuvent modifier les articles : le propriétaire du bot, son équipe, et les membres ayant la permission « Gérer le serveur » sur {servers}.',
    managersOwner: 'Peuvent modifier les articles : le propriétaire du bot et son équipe.',
    managersOwnerOnly:
      'Seuls le propriétaire du bot et son équipe peuvent modifier les articles : « Gérer le serveur » ne suffit plus. Pour le permettre aux membres qui gèrent un serveur, mettez son identifiant dans MANAGER_GUILD_IDS.',
    modelRenamed:
      'Le modèle {former} n’est plus fourni : dans EMBEDDING_MODEL, son nom désigne désormais {model}.',
    readerUnavailable: '{refusal} Les questions reçoivent une réponse sans lui.',
    databaseAwaited:
      'La base de données de {host} est encore injoignable ({reason}) : les essais continuent.',
    noCards:
      'Sur ce système, les citations ne peuvent pas être dessinées : @takumi-rs/core n’y existe pas. « Partager en image » n’est pas proposé ; tout le reste marche.',
    exactSearch:
      'Le paquet hnswlib-node manque ou ne se charge pas ici : chaque passage est donc comparé à la question, aussi bien et assez vite pour quelque 50 000 passages.',
    dataMoved:
      'Le contenu de {folder} est trié désormais : {state} est à garder, {cache} peut être supprimé.',
    pageAwaited: '{refusal} Je continue d’essayer, et fais tout le reste en attendant.',
    pageOfNone:
      'La page de lecture ne montre encore rien : une collection y consent par « page: passages » ou « page: articles » dans son collection.yaml.',
    pageForwarded:
      'Les visiteurs de la page de lecture passent par un proxy et comptent tous pour un seul : indiquez dans READER_PROXIES combien de proxys la précèdent.',
    playgroundOpen:
      'Attention : le bac à sable écoute sur {host} ; d’autres peuvent l’atteindre et y poser des questions comme membre.',
    playgroundModerator:
      'Pour y agir en modérateur, ouvrez cette adresse et gardez-la pour vous : {url}',
    copyingFiles: 'Copie des fichiers',
    readingFiles: 'Lecture des fichiers',
    embeddingPassages: 'Vecteurs des passages',
    askingSet: 'Questions posées : {set}',
    downloading: 'Téléchargement de {model} {file} (ko)',
  },

  warnings: {
    brokenCharacters: {
      one: 'le texte n’est pas en UTF-8 valide : {n} caractère abîmé, le premier à la ligne {line}',
      other:
        'le texte n’est pas en UTF-8 valide : {n} caractères abîmés, le premier à la ligne {line}',
    },
    readAs: 'le texte n’est pas en UTF-8 valide et a été lu comme {encoding}',
    noByteOrderMark:
      'le texte n’a pas d’indicateur d’ordre des octets et a été lu comme {encoding}',
    readAsPlain:
      'le texte a plus de balisage qu’un article Markdown et a été lu comme du texte brut',
    readAnew: 'le texte a tant de signes de balisage que des parties ont été relues',
    paywalled:
      'la page dit que seuls ses abonnés peuvent la lire en entier : ceci n’en est peut-être que le début',
    saysOtherSite:
      'le texte dit venir de {claimed} ; il a été pris sur {fetched}, et c’est ce qui est cité',
    saysOtherPublisher:
      'le texte dit venir de {claimed}, publié par {publisher} ; il a été pris sur {fetched}, et cela seul est cité',
    fieldNotText: 'en-tête du fichier : {field} n’est pas un texte et a été ignoré',
    badField: 'en-tête du fichier : {field} « {value} » n’est pas {expected} et a été ignoré',
    frontMatterBroken:
      'l’en-tête du fichier est illisible (ligne {line} : {reason}) et a été ignoré',
    frontMatterTooDeep:
      'l’en-tête du fichier est illisible (alias ou imbrication profonde) et a été ignoré',
    frontMatterNoKeys: 'l’en-tête du fichier n’est pas une liste de clés et a été ignoré',
    frontMatterUnclosed: 'l’en-tête du fichier n’a pas de --- final et a été ignoré',
    pagesDamaged: {
      one: '{n} page sur {total} est endommagée',
      other: '{n} pages sur {total} sont endommagées',
    },
    pagesEmpty: {
      one: '{n} page sur {total} n’a pas de texte',
      other: '{n} pages sur {total} n’ont pas de texte',
    },
    datedByFile: 'la date est celle à laquelle le fichier a été créé',
    datedByPrint: 'la date du fichier est celle de l’impression et a été ignorée',
    messageHidden:
      'le salon où se trouve ce message n’est pas visible pour toutes les personnes qui peuvent poser des questions',
    messageSeenByUnknown: 'impossible de savoir qui voit le salon où se trouve ce message',
    messageOnlyThere:
      'ces mots seront aussi montrés hors de ce serveur, où personne ne voit ce salon',
    messageForwarded:
      'le message en transfère un autre, et Discord ne dit pas qui a écrit celui-ci',
    messageFiles: {
      one: '{n} fichier joint n’est pas conservé ; `/articles ajouter` accepte les fichiers',
      many: '{n} fichiers joints ne sont pas conservés ; `/articles ajouter` accepte les fichiers',
      other: '{n} fichiers joints ne sont pas conservés ; `/articles ajouter` accepte les fichiers',
    },
    ofCompanion: '{file} : {warning}',
    companionUnread: '{file} a été ignoré : {reason}',
  },

  drops: {
    contentsList: 'sommaire de la page',
    aboutAuthor: 'à propos de l’auteur',
    links: 'liens vers d’autres articles',
    comments: 'commentaires',
    commentForm: 'formulaire de commentaire',
    backToTop: 'lien vers le haut de la page',
    navigation: 'menu du site',
    cookieNotice: 'avis sur les cookies',
    newsletterBox: 'invitation à s’abonner',
    mailing: 'mentions d’une lettre d’information',
    advertisement: 'publicité',
    link: 'lien de la page',
    previousNext: 'article précédent et suivant',
    tags: 'mots-clés',
    counter: 'compteur',
    readingAids: 'outils de lecture',
    pictureCredit: 'crédit d’image',
    pictureCaption: 'légende d’image',
    copyright: 'mention de droits d’auteur',
    disclaimer: 'avertissement',
    siteNotice: 'mention du site',
    builderCode: 'code d’un outil de mise en page',
    scriptCode: 'code de la page',
    bareLink: 'lien seul',
    contactAddress: 'adresse ou téléphone',
    followAuthor: 'lien pour suivre l’auteur',
    breadcrumb: 'fil d’Ariane',
    linkToArticle: 'lien vers un autre article',
    shareButtons: 'boutons de partage',
    pageSwitcher: 'numéros de pages',
    form: 'formulaire',
    button: 'bouton de la page',
    footer: 'pied de page',
    sideBox: 'encadré',
    dialog: 'fenêtre de dialogue',
    hidden: 'caché sur la page',
    outsideMain: 'hors du texte principal de la page',
    leftOutByManager: 'omis à la main',
    noteMark: 'appel de note',
    references: 'liste de références',
    lineNumber: 'numéros de ligne du code',

    rule: 'filet',
    byline: 'signature (lue comme auteur et date)',
    dateLine: 'ligne de date (lue comme la date)',
    label: 'étiquette (lue comme métadonnée)',
    creditLine: 'mention de source (lue comme éditeur et date)',
    mailHeader: 'en-tête de courriel',
    sourceNote: 'note de source',
    pullQuote: 'exergue : répète la ligne {line}',
    headlineRepeated: 'titre répété',
    kicker: 'surtitre',
    dateline: 'lieu ou rubrique sous le titre',
    strayLine: 'ligne isolée après l’article',
    headlineAlone: 'titre sans texte',
    headingAlone: 'intertitre sans texte',
    image: 'image',
    htmlComment: 'commentaire HTML',
    privateNote: 'note privée',
    embedded: 'fichier intégré',
    noteQuery: 'requête d’un logiciel de notes',
    siteMarkup: 'balise du logiciel d’un site',
    sourceComment: 'commentaire dans le source',
    trackedDeletion: 'texte supprimé (suivi des modifications)',
    reviewComment: 'commentaire d’un relecteur',
    hiddenText: 'texte masqué',
    pageHeader: 'en-tête ou pied de page',
    includedFile: 'texte d’un autre fichier',
    noteLabel: 'intitulé d’une remarque',
    pageCode: 'code d’une page',
    frontMatterIgnored: 'en-tête du fichier ignoré',

    pageNumber: 'numéro de page, page {page}',
    runningHeader: 'titre courant, page {page}',
    runningFooter: 'pied de page, page {page}',
    tableOfContents: 'table des matières, page {page}',
    marginText: 'texte couché dans la marge, page {page}',
  },

  commandWords: {
    ask: {
      name: 'demander',
      description: 'Trouver dans les articles les passages qui répondent, mot pour mot',
    },
    'ask question': { name: 'question', description: 'Que voulez-vous savoir ?' },
    'ask count': { name: 'nombre', description: 'Combien de passages au plus (3 par défaut)' },
    '* article': { name: 'article', description: 'Quel article' },
    'ask article': { name: 'article', description: 'Chercher dans un seul article' },
    'quote article': { name: 'article', description: 'Chercher dans un seul article' },
    '* since': {
      name: 'depuis',
      description: 'Seulement les articles parus depuis : 2024, 2024-11 ou 2024-11-05',
    },
    '* until': {
      name: "jusqu'à",
      description: 'Seulement les articles parus jusqu’à : 2024, 2024-11 ou 2024-11-05',
    },
    '* publisher': { name: 'éditeur', description: 'Seulement les articles d’un éditeur' },
    '* visible': { name: 'visible', description: 'Montrer la réponse à tout le salon' },
    quote: {
      name: 'citer',
      description: 'Trouver une phrase des articles pendant la saisie et la publier avec sa source',
    },
    'quote text': { name: 'texte', description: 'Quelques mots de la phrase' },
    verify: {
      name: 'vérifier',
      description: 'Vérifier une citation : est-elle dans les articles, mot pour mot ?',
    },
    'verify quote': {
      name: 'citation',
      description: 'La citation ; … ou […] remplace des mots omis',
    },
    cite: {
      name: 'référence',
      description: 'Publier le passage qui porte un identifiant, mot pour mot',
    },
    'cite id': {
      name: 'identifiant',
      description: 'L’identifiant sous une citation, comme k3m9ta-x7q2vd',
    },
    library: {
      name: 'bibliothèque',
      description: 'Ce que je connais : lister les articles et les lire',
    },
    'library list': { name: 'liste', description: 'Lister les articles' },
    'library show': { name: 'montrer', description: 'Montrer le plan d’un article et le lire' },
    articles: {
      name: 'articles',
      description: 'S’occuper des articles : ajouter, retirer, rétablir',
    },
    'articles add': {
      name: 'ajouter',
      description: 'Ajouter un article par fichier ou par adresse',
    },
    'articles add file': {
      name: 'fichier',
      description: '{endings:or}, 20 Mo au plus',
    },
    'articles add url': { name: 'adresse', description: 'L’adresse d’une page ou d’un document' },
    'articles remove': {
      name: 'retirer',
      description: 'Retirer un article du dossier',
    },
    'articles restore': {
      name: 'rétablir',
      description: 'Remettre en place un article retiré depuis moins de 30 jours',
    },
    'articles refresh': {
      name: 'actualiser',
      description: 'Relire maintenant le dossier des articles',
    },
    sources: {
      name: 'sources',
      description: 'D’où viennent les articles d’eux-mêmes : flux, pages, plans de site',
    },
    'sources list': {
      name: 'liste',
      description: 'L’état de chaque source, ce qui a échoué et ce qui vous attend',
    },
    'sources add': {
      name: 'ajouter',
      description: 'Ajouter un flux, une page, un plan de site ou un llms.txt, vu d’abord',
    },
    'sources add address': { name: 'adresse', description: 'Son adresse' },
    'sources add name': {
      name: 'nom',
      description: 'Son nom : minuscules, chiffres, traits d’union (sinon d’après l’adresse)',
    },
    'sources add only': {
      name: 'seulement',
      description: 'Seulement les articles dont l’adresse convient, par exemple */blog/**',
    },
    'sources add every': {
      name: 'tous-les',
      description: 'À quel rythme consulter : 30m, 6h ou 2d',
    },
    'sources add most': {
      name: 'maximum',
      description: 'Combien d’articles regarder, les plus récents d’abord',
    },
    'sources add keep': {
      name: 'garder',
      description: 'Ce qui reste : les 200 plus récents, ou ceux des 90d derniers (sinon tous)',
    },
    'sources add announce': {
      name: 'annoncer',
      description: 'Le salon où annoncer les nouveaux articles (sinon aucun)',
    },
    '* hourly': {
      name: 'par-heure',
      description: 'Combien d’annonces par heure au plus (sinon 5)',
    },
    'sources remove': {
      name: 'retirer',
      description: 'Retirer une source, avec ses articles ou sans eux',
    },
    'sources remove source': { name: 'source', description: 'Laquelle' },
    'sources refresh': {
      name: 'actualiser',
      description: 'Consulter maintenant une source, ou toutes',
    },
    'sources refresh source': { name: 'source', description: 'Laquelle (sinon toutes)' },
    'sources announce': {
      name: 'annoncer',
      description: 'Choisir où annoncer les nouveaux articles d’une source, ou y mettre fin',
    },
    'sources announce source': { name: 'source', description: 'Laquelle' },
    'sources announce channel': {
      name: 'salon',
      description: 'Le salon (sans lui, plus rien n’est annoncé)',
    },
    gaps: {
      name: 'lacunes',
      description: 'Les questions sans réponse et les réponses pas utiles',
    },
    'gaps list': {
      name: 'liste',
      description: 'Les montrer par ressemblance, avec un fichier à télécharger',
    },
    'gaps clear': { name: 'effacer', description: 'Tout effacer' },
    answers: {
      name: 'réponses',
      description: 'Passages épinglés à des questions',
    },
    'answers pin': {
      name: 'épingler',
      description: 'Montrer d’abord un passage quand cette question, ou une semblable, est posée',
    },
    'answers pin question': { name: 'question', description: 'La question, comme on la pose' },
    'answers pin citation': {
      name: 'citation',
      description: 'L’identifiant du passage, ou quelques mots de sa phrase',
    },
    'answers list': {
      name: 'liste',
      description: 'Montrer ce qui est épinglé, et ce dont le passage a changé ou disparu',
    },
    'answers unpin': {
      name: 'détacher',
      description: 'Répondre de nouveau à une question comme à toute autre',
    },
    'answers unpin question': { name: 'question', description: 'Quelle question' },
    stats: {
      name: 'statistiques',
      description: 'L’usage des articles : questions, manques, citations',
    },
    'stats period': { name: 'période', description: 'Jusqu’où regarder (une semaine par défaut)' },
    'stats period week': { name: '7 jours' },
    'stats period month': { name: '30 jours' },
    collection: {
      name: 'collection',
      description: 'Les articles de ce serveur : place, visibilité, tout supprimer',
    },
    settings: {
      name: 'réglages',
      description: 'Comment je me comporte sur ce serveur : langue, mentions, salons, cartes',
    },
    help: { name: 'aide', description: 'Ce que vous pouvez faire, avec des exemples' },
    about: {
      name: 'à-propos',
      description: 'Ce que je connais, sa fraîcheur et ce qui est conservé à votre sujet',
    },
    'Verify quotes': { name: 'Vérifier les citations' },
    'Find sources': { name: 'Trouver les sources' },
    'Keep as article': { name: 'Conserver comme article' },
  },

  locales: ['fr'],
  script: 'Latin',

  terms: {
    stopWords: words(STOP_WORDS),
    letters: 'éèêëàâùûîïôçœ',
    elision: /^(?:l|d|qu|j|n|s|c|m|t|jusqu|lorsqu|puisqu|quoiqu|quelqu)['’ʼ]/u,
    ending: null,
    readingMarks: null,
    spellings: [
      [/œ/g, 'oe'],
      [/æ/g, 'ae'],
    ],
    irregular:
      baseForms(`naître:né,née,nés,nées,naissance,naissances,naquit,naquirent,naît mourir:mort,morte,morts,mortes,mourut,meurt,meurent,décès
écrire:écrit,écrite,écrits,écrites,écrivit,écrivent,écrivait devenir:devenu,devenue,devenus,devient,devint,deviennent,deviendra
prendre:pris,prise,prises,prit,prennent,prend mettre:mis,mise,mises,mit,met,mettent
élire:élu,élue,élus,élues,élection,élections vivre:vécu,vécut,vit,vivent,vivait,vivaient
découvrir:découvert,découverte,découverts,découvertes,découvrit,découvre ouvrir:ouvert,ouverte,ouverts,ouvertes,ouvre,ouverture
recevoir:reçu,reçue,reçus,reçut,reçoit,reçoivent obtenir:obtenu,obtenue,obtint,obtient,obtiennent
tenir:tenu,tenue,tint,tient,tiennent venir:venu,venue,venus,vint,vient,viennent
contenir:contenu,contenue,contient,contiennent appartenir:appartient,appartiennent,appartenait
détruire:détruit,détruite,détruits,détruites,détruisit,destruction produire:produit,produite,produits,produites,produisent,production
construire:construit,construite,construits,construites,construisit,construisent,construction
conduire:conduit,conduite,conduits,conduisit traduire:traduit,traduite,traduits,traduction
peindre:peint,peinte,peints,peintes,peignit atteindre:atteint,atteinte,atteignit,atteignent
perdre:perdu,perdue,perdus,perdit,perte,pertes vendre:vendu,vendue,vendus,vente,ventes
vaincre:vaincu,vaincue,vaincus,vainqueur conquérir:conquis,conquise,conquit,conquête,conquêtes
choisir:choix battre:battu,battue,battus,battit permettre:permis,permise,permet,permit,permettent
promettre:promis,promise,promit connaître:connu,connue,connus,connaît,connaissent,connut
paraître:paru,parue,parut,paraît disparaître:disparu,disparue,disparut,disparaît
croire:cru,crut,croit,croient boire:bu,but,boit lire:lu,lue,lut,lit,lisent dire:dit,dite,dits,disent
voir:vu,vue,vus,voit,voient courir:couru,court,courut suivre:suivi,suivie,suivis,suit,suivent,suivit
savoir:sait,savent,sut couvrir:couvert,couverte,couvre offrir:offert,offerte,offre
perçevoir:perçu joindre:joint,jointe rejoindre:rejoint,rejoignit craindre:craint
sortir:sort,sortent servir:sert,servent partir:part,partent
oeil:yeux ciel:cieux travail:travaux animal:animaux cheval:chevaux journal:journaux
roi:royal,royale,royaux ancien:ancienne,anciens,anciennes`),
    // An accent that was left out in typing leaves an `e` behind which the rules know as `é`.
    stem: (word) => (/^[a-zß-ÿ]+$/.test(word) ? withoutFinalE(stemmer(word)) : word),
    derivation:
      /(?:isat|isation|ement|ment|ation|ition|ution|tion|ateur|atric|iteur|itric|teur|tric|eur|eus|ism|ist|iqu|ien|ienn|ain|ois|ais|aire|iair|air|anc|enc|ant|ent|ité|it|abl|ibl|al|el|ell|if|iv|ier|oir|oire|ag|eri|er|ir|i|e|at|iss|issant|ur|atur|ol|in|esqu|d|t|r)$/,
    commonWords: list(`${STOP_WORDS} ${COMMON_WORDS}`),
  },

  numbers: {
    // "un" and "premier" stay words: they seldom stand for the number.
    words:
      baseForms(`2:deux,deuxième 3:trois,troisième 4:quatre,quatrième 5:cinq,cinquième 6:six,sixième
7:sept,septième 8:huit,huitième 9:neuf,neuvième 10:dix,dixième 11:onze,onzième 12:douze,douzième
13:treize,treizième 14:quatorze,quatorzième 15:quinze,quinzième 16:seize,seizième 20:vingt,vingtième
30:trente 40:quarante 50:cinquante 60:soixante 70:septante 80:huitante,octante 90:nonante 100:cent,cents
premier:1er première:1re,1ère second:2nd seconde:2nde`),
    endings: 'ers?|res?|ères?|es?|èmes?|emes?|nde?s?',
    grouping: ' ',
    decimal: ',',
  },

  questions: {
    kinds: [
      [
        phrase(
          "quel(?:le)?s? (?:est |était |fut |sont )?(?:le |la |l')?(?:pourcentage|proportion|taux|part)|combien de pour ?cent",
        ),
        ['percent', 'number'],
      ],
      [
        phrase(
          "combien de (?:temps|jours|mois|années|ans|heures|minutes|semaines|siècles|secondes)|quel(?:le)? (?:est |était |fut |a été )?(?:la )?durée|(?:à )?quel (?:est (?:l'|son ))?âge",
        ),
        ['duration'],
      ],
      [
        phrase(
          "combien (?:coûte|coute|a coûté|coûtent|vaut|gagne|d'argent)|quel(?:le)?s? (?:est |était |fut |sont )?(?:le |la |l'|les )?(?:prix|coût|coûts|montant|somme|salaire|budget)",
        ),
        ['money', 'number', 'percent'],
      ],
      [
        phrase(
          "combien|(?:à|de) quelle (?:distance|hauteur|vitesse|altitude|profondeur|température|taille)|quel(?:le)? (?:est |était |fut )?(?:le |la |l'|sa |son )?(?:nombre|population|superficie|longueur|hauteur|distance|taille|altitude|vitesse|poids|largeur|profondeur|température|effectif|surface|masse)",
        ),
        ['number', 'percent', 'money'],
      ],
      [
        phrase(
          "quand|quel(?:le)?s? (?:est |était |fut |sont )?(?:la |le |l'|les )?(?:date|dates|année|années|jour|mois|siècle|décennie|époque|période|moment|heure|saison|an)",
        ),
        ['time'],
      ],
      [
        /(?:^|[,:;] |(?<!\p{L})(?:à|de|par|avec|pour|chez|contre|selon|sous|d'après) )qui(?!\p{L})|(?<!\p{L})(?:quel(?:le)?s? (?:est |sont |était |fut |furent )?(?:le |la |les |l')?(?:noms?|prénom|personnes?|personnage|homme|femme|auteur|roi|reine|président|ministre|chef|général|groupe|société|entreprise|compagnie|organisation|artiste|peintre|écrivain|empereur|architecte|scientifique)|comment (?:s'appel|se nomm|est appel|a été nomm))/u,
        ['name'],
      ],
      [
        /(?:^|[,:;] |(?<!\p{L})(?:d'|par |vers |jusqu'))où(?!\p{L})|^ou (?:se|est|a|sont|peut|fut)(?!\p{L})|(?<!\p{L})quel(?:le)?s? (?:est |sont |était |fut )?(?:le |la |les |l')?(?:pays|villes?|régions?|endroits?|lieux?|continents?|îles?|rivière|fleuves?|provinces?|états?|capitale|villages?|départements?|quartiers?|communes?|mers?)(?!\p{L})/u,
        ['place'],
      ],
      [
        phrase(
          "pourquoi|pour quel(?:le)?s? (?:raisons?|motifs?)|quel(?:le)?s? (?:est|était|fut|sont|furent) (?:la|les|l') ?(?:raisons?|causes?|origine)|à cause de quoi|dans quel but",
        ),
        ['reason'],
      ],
    ],
    focus:
      words(`nom noms type types genre sorte année années an ans date jour mois siècle décennie époque
pays ville région lieu endroit personne personnes pourcentage nombre terme mot appelé appelée appelle
nomme nommé connu`),
    beforeFocus: words(''),
    courtesies: words('bonjour bonsoir salut merci svp stp dites'),
    idle: words(`bonjour bonsoir salut coucou hello bonne nuit journée soirée revoir merci beaucoup svp stp pardon
désolé ok okay lol mdr ptdr haha hihi wow super génial cool bien bon mauvais parfait oui ouais non
nan vrai faux exact sûr vraiment oups bot robot ia humain quelqu'un personne tous monde gens mec
pote ici là blague drôle quelque chose rien fait dis raconte explique plus encore autre autres
ensuite alors veux dire passé dit même depuis aujourdhui neuf nouveau nouveautés nouvelles va vas`),
    alone: words('aide test source sources preuve continue'),
  },

  chat: {
    alike: groups(`info = information; infos = informations; max = maximum; min = minimum;
mp = message privé; msg = message; appli = application; app = application; admin = administrateur;
modo = modérateur; mdp = mot de passe; doc = documentation; prof = professeur; resto = restaurant; ciné = cinéma; télé = télévision; vélo = bicyclette; frigo = réfrigérateur;
ordi = ordinateur; pub = publicité; promo = promotion; dico = dictionnaire; labo = laboratoire;
gouv = gouvernement; dép = département; hab = habitants; ex = exemple; tel = téléphone; rdv = rendez-vous;
usa = états-unis; ue = union européenne; onu = nations unies; pib = produit intérieur brut;
cgu = conditions générales d'utilisation; sncf = société nationale des chemins de fer français;
seconde guerre mondiale = deuxième guerre mondiale;
pm = premier ministre; pdg = président directeur général; bd = bande dessinée`),
    short:
      inFull(`2gm = seconde guerre mondiale; 1gm = première guerre mondiale; pk = pourquoi; pq = pourquoi; pcq = parce que; ds = dans; ac = avec; bcp = beaucoup;
qd = quand; qqn = quelqu'un; qqch = quelque chose; ns = nous; tjs = toujours;
tjrs = toujours; jms = jamais; svp = s'il vous plaît; stp = s'il te plaît; mrc = merci; cad = c'est-à-dire;
koi = quoi; comt = comment; cb = combien; auj = aujourd'hui; dc = donc; mtn = maintenant;
jai = j'ai; cest = c'est; ya = il y a; nb = nombre`),
    knownWords: new Set(),
    magnitudes: baseForms('3:k,mille 6:m,mio,million,millions 9:md,mds,mrd,milliard,milliards'),
  },

  several: {
    joining: words('et'),
    asking: words(`qui que quoi quand où comment pourquoi combien quel quelle quels quelles lequel
laquelle`),
    relative: words('qui que dont où lequel laquelle'),
    standIns: words('il elle ils elles lui leur son sa ses celui-ci celle-ci cela'),
    comparing: words('entre différence diffère comparer si sais savoir dire dis'),
    helping: words(''),
    passive: words(''),
    before: words('à de en par pour dans depuis sur avec sous vers chez avant après'),
    listing:
      /^(?:(?:liste|nomme|cite|donne)[rz]?(?: tous| toutes)?(?: les)? |quel(?:le)?s (?:sont|étaient|furent) (?:les )?|quel(?:le)?s )(?:[\p{L}'-]+ ){0,3}?[\p{L}-]{2,}[sx](?![\p{L}])/u,
  },

  talk: TALK,
  contrast: CONTRAST,
  following: {
    opening:
      /^(?:(?:et|mais|donc|alors|sinon|ok)(?![\p{L}\p{N}])[\s,:]*){0,3}(?:(?:qu['’]en\s+est-il|quid)(?![\p{L}\p{N}])\s*)?(?:(?:celui|celle|ceux|celles)\s+(?:d['’]|d(?:e|u|es)\s+))?/iu,
    pointing: words('ça ceci'),
    pointingLast: words('là eux ce'),
    impersonal: phrase(
      "y (?:a|avait|aura)[ ,-]{0,3}(?:t[ ,-]{0,3})?il|faut-il|est-il (?:vrai|possible|permis|nécessaire|utile)|il y a|il faut|il est|qu'est-ce que",
    ),
    naming: words('le la les un une des du mon ma mes notre nos'),
    asked: words('tu te toi ton vous votre'),
    speaking: words('je on nous tu vous il elle ils elles'),
    clause:
      words(`je me moi mon ma mes on nous notre nos tu te toi ton ta tes vous votre vos est sont était
étaient fut furent peux peut peuvent dois doit doivent faut si parce pas jamais qui que quoi où quand comment
pourquoi`),
    persons: words(''),
    people: /(?!)/u,
  },

  values: {
    scales: baseForms(
      '100:cent,cents 1000:mille 1000000:million,millions 1000000000:milliard,milliards',
    ),
    ones: words('un une'),
    units: baseForms(`mm:millimètre,millimètres,mm cm:centimètre,centimètres,cm m:mètre,mètres,m
km:kilomètre,kilomètres,km ha:hectare,hectares,ha ml:millilitre,millilitres,ml l:litre,litres
mg:milligramme,milligrammes g:gramme,grammes,g kg:kilogramme,kilogrammes,kilo,kilos,kg t:tonne,tonnes
s:seconde,secondes min:minute,minutes h:heure,heures d:jour,jours wk:semaine,semaines mo:mois
yr:an,ans,année,années decade:décennie,décennies century:siècle,siècles w:watt,watts
kw:kilowatt,kilowatts,kw mw:mégawatt,mégawatts gw:gigawatt,gigawatts $:dollar,dollars €:euro,euros`),
    squares: words(''),
    between: words('à ou et'),
    hedges:
      words(`environ presque près plus moins de que quelque vers pas jamais aucun aucune ne seulement
prévu prévue devait devrait pourrait serait si premier première dernier début fin avant après depuis entre
initialement anciennement estimé estimée autre second ancien partie moitié demi`),
  },

  answers: {
    capitals: 'names',
    time: words(`janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi
mardi mercredi jeudi vendredi samedi dimanche printemps été automne hiver siècle siècles décennie hier
aujourd'hui matin soir midi minuit nuit`),
    timeIfCapital: words(''),
    duration: words('seconde minute heure jour journée semaine mois an année décennie siècle'),
    durations: words('secondes minutes heures jours semaines ans années décennies siècles'),
    counting: words(
      'un une par demi quelques plusieurs cent mille douzaine dizaine quinzaine centaine',
    ),
    pointing: words('ces dernières derniers premières premiers prochaines'),
    money: words(
      'dollar dollars euro euros franc francs livres sterling centimes écus roubles lires',
    ),
    percent: words('pourcent pourcentage'),
    amounts:
      words(`cent cents mille milliers millier million millions milliard milliards dizaine dizaines
douzaine centaine centaines moitié tiers quart double triple un une plusieurs`),
    placePrepositions: words('à au aux en dans de du des près vers depuis chez sur entre autour'),
    articles: words('la le les ville région province pays île'),
    reasons:
      words(`car parce puisque raison raisons cause causes causé afin grâce suite due dû donc ainsi
pour conséquence`),
    dayNumber: /^1er$/,
  },

  prose: {
    beforeName:
      words(`m mm mme mmes mlle mlles mgr me dr drs pr prof st ste sts stes gal col cap lt cdt
sgt cf p.ex ex mr mrs`),
    abbreviations:
      words(`etc av apr j.-c env p pp art chap fig éd ed vol t n no nos num bd av bld dép tél
max min hab inc ltd co corp cie s.a s.n.c.f o.n.u u.e u.s u.s.a u.r.s.s jr sr`),
    ordinaryWords: words(
      'me sur pour par mais est art an ans on en la les des ces mes ses tes min max pp col cap',
    ),
    months: words('janv févr fév avr juil sept oct nov déc'),
    neverShort: words(''),
    timeOfDay: null,
    ordinalStop: false,
    openers:
      words(`le la les l un une des du au aux ce cet cette ces il elle ils elles on nous vous je tu
mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs en dans sur sous par pour avec sans avant
après pendant depuis vers chez entre contre selon malgré dès lors quand où comment pourquoi qui que
quel quelle si bien parce car mais et ou donc or ni ainsi alors aussi cependant toutefois néanmoins
pourtant enfin ensuite puis tout tous toute toutes chaque aucun plusieurs certains autres deux trois
quatre aujourd hier demain ici là c d n s à de`),
    statements: words('Il Elle Ils Elles Nous Vous Je Ce C Cela Mais Oui Non'),
    saying:
      words(`dit disait déclare déclara demande demanda répond répondit ajoute ajouta écrit explique
expliqua affirme raconte crie cria note`),
    joining: words('et ou'),
    pointingBack: words(
      'il elle ils elles ce cet cette ces celui-ci celle-ci ceux celui celle celles cela ceci son sa ses leur leurs tel telle',
    ),
  },

  dates: {
    months: [
      'janv|janvier',
      'févr|fév|février',
      'mars',
      'avr|avril',
      'mai',
      'juin',
      'juil|juillet',
      'août',
      'sept|septembre',
      'oct|octobre',
      'nov|novembre',
      'déc|décembre',
    ],
    dayEndings: 'er',
    of: 'de',
    around: 'publié|mis à jour|le|à|en',
    weekdays: 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche',
  },

  credits: {
    by: 'par|texte ?:',
    and: 'et',
    notNames: null,
    source: 'source|sources',
    sentence: null,
    published: 'publié',
    on: null,
  },

  exampleQuestion: (name) => `Que dit-on de « ${name} » ?`,
  exampleOfTwo: (name, other) => `Quel lien y a-t-il entre « ${name} » et « ${other} » ?`,
  exampleInYear: (name, year) => `Que s’est-il passé en ${year} avec « ${name} » ?`,
  offTopicQuestions: [
    'Combien de temps une crêpe reste-t-elle dans la poêle ?',
    'Qui a composé l’opéra La Flûte enchantée ?',
    'Combien de lunes Neptune a-t-elle ?',
  ],
  nameArticle: null,
});
