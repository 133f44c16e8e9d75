/** French; a narrow no-break space stands before `?`, `!`, `:` and inside `« »`, as it should. */
import { stemmer } from '@orama/stemmers/french';
import { COMMON_WORDS } from './fr.common-words.data.ts';
import type { Language } from './language.ts';
import { baseForms, list, phrase, words } from './words.ts';

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
    'button.more': 'Autres passages',
    'button.near': 'Montrer les passages les plus proches',
    'button.outline': 'Plan',
    'button.read': 'Lire',
    'button.back': 'Retour',
    'button.next': 'Suivant',
    'button.keep': 'Conserver',
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
    datesCrossed: 'La première date vient après la seconde : {since} est après {until}.',
    unknownPublisher:
      'Aucun article ne vient de « {publisher} ». Choisissez parmi ceux qui apparaissent pendant la saisie.',
    noArticles: 'Il n’y a pas encore d’articles dans lesquels chercher.',
    reading:
      'Je lis encore les articles : {done} fichiers sur {total}. Veuillez réessayer dans un instant.',
    quotesReading:
      'Je lis encore les articles pour les citations. Veuillez réessayer dans un instant.',
    readingStarts:
      'Je commence tout juste à lire les articles. Veuillez réessayer dans un instant.',
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
      one: '… et {n} autre section',
      other: '… et {n} autres sections',
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
      '⚠️ Citation modifiée : elle n’est pas mot pour mot dans les articles. Ressemblance : {percent} %.',
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
    addRead: 'Voici comment je l’ai lu. Le conserver sous le nom {file} ?',
    addDropped: {
      one: '{n} ligne omise',
      other: '{n} lignes omises',
    },
    addWarnings: 'À noter',
    addDuplicate: 'Ceci est déjà dans les articles : « {title} ».',
    added: 'Conservé sous le nom {file}. Vous pouvez maintenant poser des questions à ce sujet.',
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
      one: 'Synchronisé avec le dossier : {n} article.',
      other: 'Synchronisé avec le dossier : {n} articles.',
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
      one: 'Doucement ! Veuillez attendre {n} seconde et réessayer.',
      other: 'Doucement ! Veuillez attendre {n} secondes et réessayer.',
    },
    oldButton: 'Ce bouton vient d’une version précédente du bot. Veuillez reposer la question.',
    unknownCommand:
      'Je ne connais pas (ou plus) cette commande. Tapez / pour voir ce que je sais faire.',
    blocked: 'Non publié : le filtre de mots de ce serveur ne le laisse pas passer.',
    notPermitted: 'Discord ne me laisse pas faire cela ici.',
    failed:
      'Quelque chose s’est mal passé de mon côté. Si cela se reproduit, signalez-le à la personne qui administre ce bot : {id}',
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

  locales: ['fr'],
  script: 'Latin',

  terms: {
    stopWords: words(STOP_WORDS),
    ownLetters: /[éèêëàâùûîïôçœ]/u,
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
    stem: (word) => (/^[a-zß-ÿ]+$/.test(word) ? stemmer(word).replace(/(?<=..)[eé]+$/, '') : word),
    derivation: null,
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
  nameArticle: null,
};
