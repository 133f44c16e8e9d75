/** Names and descriptions of the commands in other languages than the English of their definitions. */

/** A word or two, and a sentence. */
export interface CommandWords {
  readonly name: string;
  /** What message commands do not have. */
  readonly description?: string;
}

/**
 * By path: `articles add url`. A path that begins with `*` is an option of several commands that
 * means the same in all of them.
 */
export type CommandTable = Readonly<Record<string, CommandWords>>;

const ru: CommandTable = {
  ask: {
    name: 'спросить',
    description: 'Найти в статьях отрывки, которые отвечают на вопрос, слово в слово',
  },
  'ask question': { name: 'вопрос', description: 'Что вы хотите узнать?' },
  'ask count': { name: 'сколько', description: 'Сколько отрывков, не больше (обычно 3)' },
  '* article': { name: 'статья', description: 'Какая статья' },
  'ask article': { name: 'статья', description: 'Искать только в одной статье' },
  'quote article': { name: 'статья', description: 'Искать только в одной статье' },
  '* since': {
    name: 'с',
    description: 'Только статьи с этой даты: 2024, 2024-11 или 2024-11-05',
  },
  '* until': {
    name: 'по',
    description: 'Только статьи по эту дату: 2024, 2024-11 или 2024-11-05',
  },
  '* publisher': { name: 'издание', description: 'Только статьи одного издания' },
  '* visible': { name: 'видно', description: 'Показать ответ всем в канале' },
  quote: {
    name: 'цитата',
    description: 'Найти предложение из статей, пока вы печатаете, и опубликовать с источником',
  },
  'quote text': { name: 'текст', description: 'Несколько слов из предложения' },
  verify: {
    name: 'проверить',
    description: 'Проверить цитату: есть ли она в статьях, слово в слово?',
  },
  'verify quote': {
    name: 'цитата',
    description: 'Цитата; … или […] стоит вместо пропущенных слов',
  },
  cite: { name: 'ссылка', description: 'Опубликовать отрывок по номеру цитаты, слово в слово' },
  'cite id': { name: 'номер', description: 'Номер под цитатой, например k3m9ta-x7q2vd' },
  articles: { name: 'статьи', description: 'Что я знаю: список статей, чтение, уход за ними' },
  'articles list': { name: 'список', description: 'Показать список статей' },
  'articles show': {
    name: 'показать',
    description: 'Показать, из чего состоит статья, и прочитать её',
  },
  'articles add': {
    name: 'добавить',
    description: 'Добавить статью из файла или по адресу (управление сервером)',
  },
  'articles add file': {
    name: 'файл',
    description: 'Markdown, текст, HTML или PDF, не больше 5 МБ',
  },
  'articles add url': { name: 'адрес', description: 'Адрес страницы или PDF' },
  'articles remove': {
    name: 'удалить',
    description: 'Убрать статью из папки (управление сервером)',
  },
  'articles refresh': {
    name: 'обновить',
    description: 'Прочитать папку статей сейчас (управление сервером)',
  },
  gaps: {
    name: 'пробелы',
    description: 'Вопросы, на которые в статьях нет ответа (управление сервером)',
  },
  'gaps list': {
    name: 'список',
    description: 'Показать похожие вопросы вместе, с файлом для скачивания',
  },
  'gaps clear': { name: 'стереть', description: 'Стереть все вопросы' },
  help: { name: 'помощь', description: 'Что можно сделать, с примерами' },
  about: { name: 'о-боте', description: 'Что я знаю, насколько это свежо и что хранится о вас' },
  'Verify quotes': { name: 'Проверить цитаты' },
  'Find sources': { name: 'Найти источники' },
};

const fr: CommandTable = {
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
};

/** By Discord's locale. */
export const COMMAND_TABLES: Readonly<Record<'ru' | 'fr', CommandTable>> = { ru, fr };

/** The words at a path, or those of an option that several commands have; null where there are none. */
export function wordsAt(table: CommandTable, path: string): CommandWords | null {
  const last = path.split(' ').at(-1) ?? '';
  return table[path] ?? (path.includes(' ') ? (table[`* ${last}`] ?? null) : null);
}

/** What a command, subcommand or option is called where a person's Discord has this locale. */
export function nameIn(locale: string, path: string): string {
  const table = Object.hasOwn(COMMAND_TABLES, locale)
    ? COMMAND_TABLES[locale as keyof typeof COMMAND_TABLES]
    : null;
  const own = path.includes(' ') ? path.slice(path.lastIndexOf(' ') + 1) : path;
  return (table && wordsAt(table, path)?.name) ?? own;
}
