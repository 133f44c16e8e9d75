/** French; a narrow no-break space stands before `?`, `!`, `:` and inside `« »`, as it should. */
import type { Language } from './language.ts';

export const fr: Language = {
  sentences: {
    question: 'Question : {question}',
    unanswered: 'Les articles ne semblent pas répondre à cette question.',
    nearest: 'Passages les plus proches. Ils ne répondent peut-être pas à la question.',
    intakeRefused: 'Cela n’a pas marché. Voici pourquoi, en anglais : {reason}',
    stillReading:
      'Tous les articles ne sont pas encore lus ({percent} %) : il y en a peut-être davantage.',
    paragraph: '¶ {number}',
    paragraphRange: '¶ {first}–{last}',
    titled: '« {title} »',
    quoted: '« {quote} »',

    'button.share': 'Partager',
    'button.shareNumber': 'Partager {number}',
    'button.shared': 'Partagé',
    'button.context': 'Contexte',
    'button.contextNumber': 'Contexte {number}',
    'button.wider': 'Plus de contexte',
    'button.copy': 'Copier',
    'button.source': 'Source',
    'button.remove': 'Retirer',
    'button.more': 'Suite',
    'button.near': 'Montrer les passages les plus proches',
    'button.outline': 'Plan',
    'button.read': 'Lire',
    'button.back': 'Retour',
    'button.next': 'Suivant',
    'button.keep': 'Garder',
    'button.discard': 'Rejeter',
    'button.delete': 'Supprimer l’article',
    'button.forget': 'Tout effacer',

    sharedBy: 'Partagé par {user}',
    sharedByDated: 'Partagé par {user} · publié le {date}',
    sharedPrivately:
      'Vous êtes la seule personne à voir ceci : sur ce serveur, vos propres applications ne répondent qu’en privé.',
    notYoursToRemove:
      'Seule la personne qui a partagé ceci, ou un membre pouvant gérer les messages, peut le retirer.',
    copyMarkdown: 'Markdown',
    copyPlain: 'Texte brut',
    copyFiles: 'Un message ne peut pas contenir ceci mot pour mot : voici deux fichiers.',
    sourceChanged:
      'La source a changé depuis : ce passage n’est donc pas cité. Veuillez reposer la question.',
    someChanged: {
      one: 'La source de {n} passage a changé depuis : il est omis.',
      other: 'Les sources de {n} passages ont changé depuis : ils sont omis.',
    },

    questionTooShort: 'Veuillez poser une question d’au moins {min} caractères.',
    questionTooLong:
      'Veuillez poser une question de {max} caractères au plus ; celle-ci en compte {length}.',
    countRange: 'Veuillez choisir un nombre de {min} à {max}.',
    badDate:
      'Je ne comprends pas la date « {typed} ». Écrivez-la ainsi : 2024, 2024-11 ou 2024-11-05.',
    datesCrossed: 'Rien ne peut se trouver entre ces dates : {since} vient après {until}.',
    unknownPublisher:
      'Aucun article n’est de « {publisher} ». Choisissez parmi ceux qui apparaissent pendant la saisie.',
    noArticles: 'Il n’y a pas encore d’articles pour répondre.',
    reading:
      'Je lis encore les articles : {done} fichiers sur {total}. Veuillez réessayer dans un instant.',
    quotesReading:
      'Je lis encore les articles pour les citations. Veuillez réessayer dans un instant.',
    readingStarts: 'Je commence à lire les articles. Veuillez réessayer dans un instant.',
    indexing:
      'Je prépare encore les articles : {done} passages sur {total}. Veuillez réessayer dans un instant.',
    unknownArticle:
      'Je n’ai pas d’article intitulé « {article} ». Choisissez parmi ceux qui apparaissent pendant la saisie.',
    articleGone: 'Cet article n’est plus ici.',

    citeUnknown:
      'Je ne connais aucun passage avec cet identifiant. Un identifiant ressemble à k3m9ta-x7q2vd.',
    citeMoved: 'Ces mots se trouvent maintenant dans un autre article que celui qui était cité.',
    citeChanged: '« {title} » a changé depuis : ce passage n’y figure plus.',
    citeGone: 'Cet article n’est plus ici.',
    citeFormer: 'On y lisait (« {title} », {paragraph}) :',
    citeNow: 'Ce qui s’en rapproche le plus aujourd’hui :',

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
    aboutPrivacy: 'Ce qui est conservé à votre sujet',
    aboutPrivacyNothing:
      'Rien d’autre que ce que vous partagez : une citation partagée porte votre nom, et vous pouvez la retirer. Les réponses sont trouvées sur cette machine et les questions ne sont pas conservées.',
    aboutPrivacyGaps: {
      one: 'Rien d’autre que ce que vous partagez : une citation partagée porte votre nom, et vous pouvez la retirer. Les questions auxquelles les articles ne répondent pas sont conservées {n} jour pour les personnes qui s’occupent des articles, sans savoir qui les a posées ni où.',
      other:
        'Rien d’autre que ce que vous partagez : une citation partagée porte votre nom, et vous pouvez la retirer. Les questions auxquelles les articles ne répondent pas sont conservées {n} jours pour les personnes qui s’occupent des articles, sans savoir qui les a posées ni où.',
    },
    aboutPrivacyMentions: 'Parmi les messages, seuls ceux qui me mentionnent sont lus.',
    aboutSource: 'Code source',

    helpTitle: 'Ce que vous pouvez faire',
    helpAsk:
      'les passages qui répondent à une question ; depuis, jusqu’à, éditeur et article restreignent la recherche',
    helpQuote: 'trouver une phrase pendant la saisie et la publier avec sa source',
    helpVerify: 'une citation est-elle dans les articles, mot pour mot ?',
    helpCite: 'le passage qui porte un identifiant de citation',
    helpArticles: 'ce que je connais, et chaque article à lire',
    helpMenu:
      'Clic droit sur un message, Applications : **Vérifier les citations** contrôle celles du message, **Trouver les sources** montre ce qui s’y rapporte.',
    helpMention: 'Ou mentionnez-moi avec une question : {mention} {question}',
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
      one: '… et encore {n} section',
      other: '… et encore {n} sections',
    },
    opening: 'Début',

    mentionHint: 'Mentionnez-moi avec une question, et je chercherai la réponse dans les articles.',

    serverOnly: 'Ceci ne fonctionne que sur un serveur.',
    homeOnly:
      'Ceci ne fonctionne que sur un serveur où j’ai été ajouté et dont ce sont les articles.',
    manageServerOnly:
      'Seuls les membres ayant la permission « Gérer le serveur » peuvent faire cela.',
    unavailable: 'Ceci n’est pas configuré ici.',

    quoteNowhere: 'Ces mots ne figurent nulle part dans les articles : je ne les cite donc pas.',
    quoteTooLong:
      'Veuillez donner une citation de {max} caractères au plus ; celle-ci en compte {length}.',
    quotedBy: 'Cité par {user}',
    quotedByDated: 'Cité par {user} · publié le {date}',

    verifyVerbatim: '✅ Mot pour mot : cette citation est dans les articles.',
    verifyVerbatimBut: '✅ Mot pour mot, à ceci près : {differences}.',
    verifyAltered:
      '⚠️ Modifié : ceci n’est pas mot pour mot dans les articles. Ressemblance : {percent} %.',
    verifyNotFound: '❌ Introuvable dans les articles.',
    verifyRunsOn: {
      one: 'La citation s’étend sur {n} passage.',
      other: 'La citation s’étend sur {n} passages.',
    },
    verifyJoined: {
      one: 'La citation est composée de {n} passage.',
      other: 'La citation est composée de {n} passages.',
    },
    verifyLegend: '~~omis~~ · __ajouté__',
    verifyNothing: 'Il n’y a rien à vérifier dans ce message.',
    verifyMany: {
      one: 'Seule la première citation est vérifiée.',
      other: 'Seules les {n} premières citations sont vérifiées.',
    },
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
    findNothing: 'Ce message ne contient aucun mot à chercher.',
    findTitle: 'Passages qui se rapportent à ce message :',
    findMaybe: 'Passages les plus proches. Ils ne se rapportent peut-être pas à ce message.',
    findNone: 'Aucun passage des articles ne semble se rapporter à ce message.',

    addOneSource: 'Veuillez donner soit un fichier, soit une adresse, mais pas les deux.',
    addNotFromDiscord: 'Je ne prends que les fichiers envoyés sur Discord.',
    addTooLarge: 'Ce fichier est trop gros : {max} Mo au plus.',
    addFetchFailed: 'Le fichier n’a pas pu être récupéré sur Discord. Veuillez réessayer.',
    addRead: 'Voici comment je l’ai lu. Le garder sous le nom {file} ?',
    addDropped: {
      one: '{n} ligne omise',
      other: '{n} lignes omises',
    },
    addWarnings: 'À noter',
    addDuplicate: 'Ceci est déjà dans les articles : « {title} ».',
    added: 'Gardé sous le nom {file}. Vous pouvez maintenant poser des questions à ce sujet.',
    discarded: 'Rejeté. Rien n’a été ajouté.',
    removeSure:
      'Retirer « {title} » ({file}) des articles ? Ses citations ne mèneront plus nulle part.',
    removeSureMany: {
      one: 'Le fichier {file} contient {n} article. Le retirer ? Ses citations ne mèneront plus nulle part.',
      other:
        'Le fichier {file} contient {n} articles. Les retirer tous ? Leurs citations ne mèneront plus nulle part.',
    },
    removed: 'Retiré : {file}.',
    refreshed: {
      one: 'À jour avec le dossier : {n} article.',
      other: 'À jour avec le dossier : {n} articles.',
    },

    gapsOff: 'Les questions sans réponse ne sont pas conservées ici. GAP_LOG=true l’active.',
    gapsNone: 'Aucune question n’est restée sans réponse pendant la durée de conservation.',
    gapsTitle: {
      one: '{n} question à laquelle les articles n’ont pas pu répondre',
      other: '{n} questions auxquelles les articles n’ont pas pu répondre',
    },
    gapsMore: {
      one: '… et encore {n} dans le fichier',
      other: '… et encore {n} dans le fichier',
    },
    gapsKept: {
      one: 'Conservées {n} jour, sans savoir qui les a posées ni où.',
      other: 'Conservées {n} jours, sans savoir qui les a posées ni où.',
    },
    gapsClearSure: {
      one: 'Effacer définitivement {n} question ?',
      other: 'Effacer définitivement les {n} questions ?',
    },
    gapsCleared: 'Effacé.',

    slowDown: {
      one: 'C’était rapide ! Veuillez attendre {n} seconde et réessayer.',
      other: 'C’était rapide ! Veuillez attendre {n} secondes et réessayer.',
    },
    oldButton: 'Ce bouton vient d’une autre version de moi. Veuillez reposer la question.',
    unknownCommand:
      'Je ne connais pas (ou plus) cette commande. Tapez / pour voir ce que je sais faire.',
    blocked: 'Non publié : le filtre de mots de ce serveur ne le laisse pas passer.',
    notPermitted: 'Discord ne me laisse pas faire cela ici.',
    failed:
      'Quelque chose s’est mal passé de mon côté. Si cela se reproduit, dites-le à qui me gère : {id}',
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
    articles: {
      name: 'articles',
      description: 'Ce que je connais : lister les articles, les lire, s’en occuper',
    },
    'articles list': { name: 'liste', description: 'Lister les articles' },
    'articles show': { name: 'montrer', description: 'Montrer le plan d’un article et le lire' },
    'articles add': {
      name: 'ajouter',
      description: 'Ajouter un article par fichier ou par adresse (gérer le serveur)',
    },
    'articles add file': {
      name: 'fichier',
      description: 'Markdown, texte, HTML ou PDF, 5 Mo au plus',
    },
    'articles add url': { name: 'adresse', description: 'L’adresse d’une page ou d’un PDF' },
    'articles remove': {
      name: 'retirer',
      description: 'Retirer un article du dossier (gérer le serveur)',
    },
    'articles refresh': {
      name: 'actualiser',
      description: 'Relire maintenant le dossier des articles (gérer le serveur)',
    },
    gaps: {
      name: 'lacunes',
      description: 'Les questions sans réponse dans les articles (gérer le serveur)',
    },
    'gaps list': {
      name: 'liste',
      description: 'Les montrer par ressemblance, avec un fichier à télécharger',
    },
    'gaps clear': { name: 'effacer', description: 'Les oublier toutes' },
    help: { name: 'aide', description: 'Ce que vous pouvez faire, avec des exemples' },
    about: {
      name: 'à-propos',
      description: 'Ce que je connais, sa fraîcheur et ce qui est conservé à votre sujet',
    },
    'Verify quotes': { name: 'Vérifier les citations' },
    'Find sources': { name: 'Trouver les sources' },
  },
};
