/** The words by which page chrome is known: what sites put around articles, in five languages. */
import type { BareDropKey } from '../refusals.ts';

/** The first crumb of a trail. */
export const HOME = /^(?:home|home ?page|front page|главная|accueil|startseite|inicio|portada)$/iu;

/** A rule that recognises a whole line as chrome. */
export interface ChromeRule {
  readonly reason: BareDropKey;
  readonly pattern: RegExp;
  /** Longer lines are no match, whatever they say. */
  readonly max: number;
  /** Counts only beside other chrome or before the first and after the last paragraph. */
  readonly edge?: boolean;
  /** What follows belongs to it: links until the next prose, or comments until the end. */
  readonly opens?: 'links' | 'comments' | 'contents' | 'biography';
}

const MORE_LINKS = [
  'related(?: (?:articles?|posts?|news|stories|story|content|links|topics|reading|coverage|items))?',
  "(?:you|we think you)(?: may| might|’ll|'ll)? also (?:like|enjoy|be interested in)",
  'more (?:from|in|on|about) .{2,40}',
  'more (?:stories|news|articles|headlines|like this|coverage)',
  'recommended(?: for you| reading| articles| stories)?',
  'most (?:read|popular|viewed|commented|shared)(?: .{2,20})?',
  'trending(?: now| stories| topics)?',
  '(?:latest|recent|popular|top|other)(?: (?:news|articles|posts|stories|headlines|comments|now))',
  '(?:what to )?read (?:next|also|more|this next)',
  '(?:see|also|watch|listen) (?:also|read|more|next|see)',
  "(?:don't|do not) miss",
  "editor(?:'s|s'|s)? (?:picks?|choice)",
  'in case you missed it',
  '(?:up|coming) next|keep reading',
  'чита(?:йте|ть)(?: также| ещё| еще| по теме)',
  '(?:смотрите|см\\.) также',
  '(?:похожие|другие|связанные) (?:статьи|новости|материалы|записи|публикации)',
  '(?:(?:материалы|новости|ещё|еще|также|статьи) )?по теме',
  '(?:популярное|рекомендуем|самое читаемое|последние новости|лента новостей|главные новости)',
  'вам (?:также )?может (?:понравиться|быть интересно)',
  '(?:à )?(?:lire|voir) aussi',
  '(?:articles?|sujets?) (?:liés|similaires|connexes|associés)',
  'sur le même (?:sujet|thème)|les plus lus',
  'lesen sie auch',
  'mehr zum thema',
  'das könnte sie auch interessieren',
  'ähnliche (?:artikel|beiträge)',
  '(?:meistgelesen|auch interessant)',
  '(?:lea|lee|leer|ver) también',
  '(?:artículos|noticias|notas) relacionad[oa]s',
  'te puede interesar',
  'lo más leído',
].join('|');

const COMMENTS = [
  'leave a (?:reply|comment|response)(?: .{1,40})?',
  '(?:post|add|write|submit) (?:a|your) (?:comment|reply)',
  'join the (?:conversation|discussion)',
  '(?:reader )?comments?(?: ?[(:\\[]? ?\\d+ ?[)\\]]?)?',
  '(?:\\d+|one|no) (?:comments?|repl(?:y|ies)|responses?)(?: (?:yet|so far|on|to) ?.{0,80})?',
  '(?:show|view|hide|load) (?:all )?(?:\\d+ )?comments?',
  '\\d+ thoughts? on .{1,100}',
  'комментари(?:и|ев)(?: ?[(:]? ?\\d+\\)?)?',
  '\\d+ комментари(?:й|я|ев)',
  '(?:оставить|добавить|написать) комментарий',
  'обсуждение(?: ?\\(\\d+\\))?',
  'commentaires?(?: ?\\(?\\d+\\)?)?',
  '\\d+ commentaires?',
  'laisser un commentaire',
  'kommentare?(?: ?\\(?\\d+\\)?)?',
  '\\d+ kommentare?',
  '(?:schreiben sie einen|kommentar) (?:kommentar|schreiben)',
  'comentarios?(?: ?\\(?\\d+\\)?)?',
  'deja (?:un|una) (?:comentario|respuesta)',
].join('|');

const NAVIGATION = [
  'home|menu|main menu|(?:open|close|toggle) (?:menu|navigation|search)|navigation|sections',
  'search(?: (?:for|this site|the site|site))?|log ?in|log ?out|sign ?in|sign ?up|register|sign ?out',
  'subscribe|subscribe now|subscriptions?|my account|account|contact(?: us)?|about(?: us)?|advertise(?: with us)?',
  'careers|jobs|newsletters?|site ?map|donate|support us|help|faq|e-?paper|rss|imprint|legal(?: notice)?',
  'privacy(?: policy| notice| settings)?|terms(?: (?:of|and|&) .{3,24})?|cookies?(?: (?:policy|settings|notice|preferences))?',
  'меню|поиск|главная|войти|вход|регистрация|подписаться|контакты|о нас|о проекте|о редакции|архив',
  "menü|suche|anmelden|impressum|datenschutz|accueil|rechercher|connexion|s'abonner|mentions légales",
  'inicio|buscar|suscribirse|iniciar sesión|contacto',
].join('|');

const line = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'iu');

/** A link in the middle of a text: `Read more: Title`. Its title ends without a full stop. */
export const LINK_LINE = new RegExp(
  `^(?:read|read here|see|watch|listen|${MORE_LINKS.replace('more (?:from|in|on|about) .{2,40}|', '')})` +
    ' ?[:|»→›>–—-]+ ?(?=\\S)(.{2,160})$',
  'iu',
);

/** Tried in order; the first match is the reason that people are told. */
export const CHROME_RULES: readonly ChromeRule[] = [
  {
    reason: 'contentsList',
    pattern: line(
      "in this (?:issue|edition|newsletter|email)|(?:table of )?contents|in today's (?:issue|edition|newsletter)|today's (?:stories|headlines)|в этом выпуске|содержание(?: выпуска)?|dans ce numéro|sommaire|in dieser ausgabe|inhalt|en este número",
    ),
    max: 60,
    opens: 'contents',
  },
  {
    reason: 'aboutAuthor',
    pattern: line(
      "about the authors?|about the writer|об авторе|à propos de l'auteur|über den autor|sobre el autor",
    ),
    max: 40,
    opens: 'biography',
  },
  {
    reason: 'links',
    pattern: line(MORE_LINKS),
    max: 80,
    opens: 'links',
  },
  { reason: 'comments', pattern: line(COMMENTS), max: 140, opens: 'comments' },
  {
    reason: 'commentForm',
    pattern:
      /your e-?mail address will not be published|required fields are marked|save my name,? e-?mail|notify me (?:of|by|when)|(?:must be|not) logged in to (?:post|comment|reply)|log in to (?:reply|comment|leave)|ваш (?:адрес )?e-?mail не будет опубликован|обязательные поля помечены|votre adresse e-?mail ne sera pas publiée|deine e-?mail-adresse wird nicht|tu dirección de correo electrónico no será/iu,
    max: 260,
  },
  {
    reason: 'commentForm',
    pattern: line(
      '(?:your )?(?:name|e-?mail(?: address)?|website|comment|message|имя|почта|сайт|комментарий) ?\\*:?|(?:post|submit|send)(?: (?:a|your|my))? (?:comment|reply)|cancel reply|отправить комментарий',
    ),
    max: 40,
  },
  {
    reason: 'commentForm',
    pattern: line(
      'reply|cancel|submit|send|name|e-?mail|website|ответить|отправить|répondre|antworten|responder|(?:like|report)(?: ?\\(?\\d*\\)?)?',
    ),
    max: 30,
    edge: true,
  },
  {
    reason: 'backToTop',
    pattern: line(
      '(?:(?:back|scroll|go|return|jump) to (?:the )?)top(?: button| of (?:the )?page)?|наверх|вверх|к началу(?: страницы)?|haut de (?:la )?page|retour en haut|(?:zum seitenanfang|nach oben)|volver arriba',
    ),
    max: 40,
  },
  {
    reason: 'navigation',
    pattern: line(
      'skip (?:to|navigation).{0,40}|перейти к (?:содержанию|содержимому)|aller au contenu|zum inhalt springen|saltar al contenido',
    ),
    max: 60,
  },
  { reason: 'navigation', pattern: line(NAVIGATION), max: 40, edge: true },
  {
    reason: 'cookieNotice',
    pattern:
      /(?:\b(?:this|our|the) (?:web)?(?:site|page) uses? cookies|\bwe (?:and our .{2,40} )?use cookies|\bwe value your privacy|\bby (?:continuing|clicking|using|browsing)[^.]{0,80}(?:cookies|terms|privacy)|\buses cookies to\b|мы используем (?:файлы )?cookie|сайт использует (?:файлы )?cookie|nous utilisons des cookies|verwende[nt] (?:wir )?cookies|utilizamos cookies)/iu,
    max: 600,
  },
  {
    reason: 'cookieNotice',
    pattern: line(
      '(?:accept|allow|reject|decline|refuse|deny)(?: all)?(?: cookies)?|(?:manage|customi[sz]e|more)(?: (?:cookies|preferences|options|settings|choices))|got it!?|i (?:agree|accept|understand)|принять(?: все)?|отклонить|tout accepter|alle akzeptieren|aceptar(?: todo)?',
    ),
    max: 40,
    edge: true,
  },
  {
    reason: 'newsletterBox',
    pattern:
      /^(?:sign up|subscribe|join|get|receive|enter your|stay (?:up to date|informed|connected|in the loop|tuned)|follow us|like us|become a|don['’]t miss|never miss|download our|want (?:more|the)|enjoy(?:ing|ed) (?:this|our)|support (?:our|independent|us)|подпи[сш]\S{0,20}|следите за|abonnez-vous|inscrivez-vous|recevez|abonnieren sie|suscr[ií]be\S{0,20}).*(?:newsletter|inbox|mailing list|e-?mail (?:address|updates|alerts)|subscri|our (?:app|channel|telegram|whatsapp|podcast|journalism|work|facebook|youtube)|follow us|on (?:telegram|facebook|twitter|instagram|whatsapp|youtube)|рассылк|канал|telegram|телеграм|lettre|correo|nous soutenir)/iu,
    max: 260,
  },
  {
    reason: 'newsletterBox',
    pattern: line(
      "(?:enter )?your e-?mail(?: address)?(?: here)?[…. ]*|e-?mail address|(?:our )?(?:daily|weekly|free|morning|evening) newsletter|(?:thank you|thanks) for (?:subscribing|signing up|reading)!?|(?:check|see) your inbox.{0,60}|no spam.{0,60}|we (?:don't|do not) spam.{0,60}|unsubscribe(?: (?:at )?any ?time.{0,20})?",
    ),
    max: 90,
  },
  {
    reason: 'newsletterBox',
    pattern: line(
      '(?:subscribe|log in|sign in|register)(?: now)? to (?:read on|continue(?: reading)?|keep reading|unlock this (?:article|story))[. …»→]*|already (?:a subscriber|subscribed|a member)\\?(?: (?:log|sign) in\\.?)?|(?:full|unlimited|digital) access (?:from|for) .{1,40}(?:week|month|year)[.!]?(?: cancel (?:at )?any ?time[.!]?)?|(?:this (?:article|story) is (?:only )?for subscribers(?: only)?)[.!]?',
    ),
    max: 120,
  },
  {
    reason: 'mailing',
    pattern:
      /\bunsubscribe\b|view (?:this |it )?(?:e-?mail |message |online )?in (?:your |a )?(?:web )?browser|you(?:['’]re| are) receiving this|forward(?:ed)? (?:this|to a friend)|update your (?:e-?mail )?preferences|manage your (?:subscription|preferences)|no longer wish to receive|having trouble (?:viewing|reading)|отписаться|se désabonner|newsletter abbestellen|darse de baja/iu,
    max: 300,
  },
  {
    reason: 'advertisement',
    pattern: line(
      'advertise?ments?|advertising|advert|ads?|sponsored(?: (?:content|by .{2,40}|post))?|promoted(?: (?:content|by .{2,40}))?|paid content|(?:story|article|text|content) continues (?:below|after).{0,40}|(?:scroll|continue reading) (?:to continue|below).{0,40}|реклама|на правах рекламы|продолжение (?:после|под) рекламы.{0,10}|publicité|anzeige|werbung|publicidad',
    ),
    max: 70,
  },
  {
    reason: 'link',
    pattern: line(
      'read (?:more|on|full (?:story|article)|the (?:full|whole|rest of the|original|entire) (?:story|article|report|post|interview|text)(?: here)?)[. …»→›>]*|continue reading.{0,80}|click here.{0,60}|(?:learn|view|show|load|see|find out) (?:more|all|less)[. …»→›>]*|подробнее[. …»→]*|читать (?:далее|полностью|дальше|ещё)[. …»→]*|lire la suite.{0,10}|weiterlesen|mehr lesen|leer más|seguir leyendo',
    ),
    max: 120,
  },
  {
    reason: 'previousNext',
    pattern: line(
      '(?:previous|next|prev|older|newer)(?: (?:article|post|story|entry|page))? ?[:«»←→|‹›–—-]{1,3} ?.{2,140}|[«←‹] ?(?:previous|prev|older) .{2,140}|(?:previous|next) (?:article|post|story|entry)|(?:предыдущая|следующая) (?:статья|запись|новость).{0,120}',
    ),
    max: 200,
  },
  {
    reason: 'tags',
    pattern:
      /^(?:tags?|tagged(?: (?:with|as|in))?|topics?|filed (?:under|in)|posted in|categor(?:y|ies)|keywords?|labels?|in this (?:story|article)|теги|метки|рубрик[аи]|ключевые слова|темы|schlagw[öo]rter|mots[- ]cl[ée]s|étiquettes|etiquetas)(?: ?[:|]{1,3} ?| (?=#)).{2,200}$/iu,
    max: 240,
  },
  { reason: 'tags', pattern: /^(?:#[\p{L}\p{N}_]+[\s,;|]*){1,40}$/u, max: 300 },
  {
    reason: 'counter',
    pattern: line(
      '(?:(?:published|posted|updated|last updated) ?:? ?)?(?:an?|\\d+) (?:min(?:ute)?|hour|day|week|month|year)s? ago|[\\d.,]+ ?[km]? ?(?:views?|shares?|likes?|reads?|followers|просмотр\\S*|votes?)|[\\d.,]+ (?:from|of|out of) [\\d.,]+ (?:votes?|ratings?|reviews?)|(?:views|shares|likes|просмотр(?:ы|ов)) ?:? ?[\\d.,]+ ?[km]?|(?:(?:estimated |average )?reading time|time to read|время чтения|temps de lecture|lesezeit) ?:? ?.{0,24}|\\d{1,3}[ -]?(?:min(?:ute)?s?|мин(?:ут[ы]?)?)\\.?(?: (?:to )?read| чтения| de lecture| lesezeit)?',
    ),
    max: 50,
  },
  {
    reason: 'counter',
    pattern: /^you are (?:the )?(?:visitor|guest) (?:number |no\.? )?#?\d.{0,140}$/iu,
    max: 160,
  },
  {
    reason: 'readingAids',
    pattern: line(
      'listen(?: to (?:this|the) (?:article|story))?(?: ?[·|–-].{0,20})?|print(?: (?:this|the))?(?: (?:article|page|story))?|(?:increase|decrease|reset) font size|font size|text size|[aа][+-]?(?: [aа][+-]?){1,4}|save (?:article|for later|story)|bookmark|(?:version for print|версия для печати|распечатать)|give (?:this )?feedback|was this (?:article|page) (?:helpful|useful)\\??|report (?:an? )?(?:error|typo|mistake).{0,30}',
    ),
    max: 60,
  },
  {
    reason: 'pictureCredit',
    pattern:
      /^[([]?(?:photos?|photograph|images?|pictures?|pics?|video|credits?|illustrations?|graphic|caption|(?:cover|file) (?:photo|image|picture)|фото(?:графия)?|иллюстрация|снимок|видео|crédits?|foto|bild|imagen)(?: (?:by|credits?|courtesy(?: of)?|from|source)){0,3}(?: ?[:/©|–—]{1,3} ?| (?<=by |from |of )).{2,120}[)\]]?$/iu,
    max: 160,
  },
  {
    reason: 'pictureCredit',
    pattern:
      /^[([]?(?:(?:photos?|images?|illustrations?) (?:by|courtesy(?: of)?|via) .{2,80}|(?:file|stock|archive) (?:photo|picture|image)|getty images.{0,30}|shutterstock.{0,30}|(?:ap|afp|epa|reuters|tass|dpa)(?: (?:photo|images))?(?: ?[/|] ?.{2,40})?|©.{2,60}\/.{2,40})[)\]]?$/iu,
    max: 110,
  },
  {
    reason: 'pictureCaption',
    pattern:
      /^.{6,300}[\s.([|–—-](?:photos?|images?|pictures?|credit|foto|фото|illustration|bild|crédit|graphic)(?: (?:by|credit|courtesy))? ?[:/©] ?[^.:]{2,60}[)\]]?\.?$/iu,
    max: 400,
  },
  {
    reason: 'pictureCaption',
    pattern:
      /^.{6,300}[([](?:(?:ap|afp|epa|reuters|getty|tass|dpa|xinhua)\b[^()[\]]{0,50}|[^()[\]]{2,40}\/ ?(?:ap|afp|epa|reuters|getty(?: images)?|tass|dpa|xinhua)|(?:file )?photo[^()[\]]{0,50}|[^()[\]]{2,40} (?:file )?photo)[)\]]\.?$/iu,
    max: 400,
  },
  {
    reason: 'copyright',
    pattern:
      /^(?:©|\(c\)|copyright\b).{0,200}$|all rights reserved|все права защищены|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|(?:при )?(?:перепечатк|использовани)\S{1,20} материалов .{0,120}(?:ссылк|запрещ)/iu,
    max: 260,
  },
  {
    reason: 'disclaimer',
    pattern:
      /^(?:disclaimer ?:|(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed (?:in|by|here|on)|мнение (?:автора|редакции) может не)/iu,
    max: 500,
  },
  {
    reason: 'siteNotice',
    pattern: line(
      "(?:proudly )?(?:powered|built|designed|hosted|developed) (?:by|with) .{2,60}|theme(?: ?: ?|d? by ).{2,60}|loading[ .…]*|please (?:enable|turn on) (?:javascript|cookies).{0,80}|your browser (?:does not|doesn't) support.{0,80}|.{0,30}javascript (?:is )?(?:disabled|required).{0,60}|page not found|(?:copy|copied)(?: link)?(?: to clipboard)?!?|link copied!?",
    ),
    max: 140,
  },
  {
    reason: 'builderCode',
    pattern:
      /^(?:\s*(?:\[(?=\/?(?:\w{1,40}?_\w|(?:caption|gallery|embed|audio|video|playlist|elementor|contact-form|toc|sc|shortcode)\b))[^\]]{1,240}\]|\{\{[^}]{0,100}\}\}|<\/?[a-z][^>]{0,200}>))+\s*$/iu,
    max: 500,
  },
  {
    reason: 'scriptCode',
    pattern:
      /^(?:window\.|document\.|var \w+ ?=|let \w+ ?=|const \w+ ?=|\$\(|\(function|function ?\w*\(|@media |\.[\w-]+ ?\{|googletag|gtag\(|fbq\(|<!--|\{"@context)/u,
    max: 4000,
  },
  { reason: 'bareLink', pattern: /^(?:https?:\/\/|www\.)\S+$/iu, max: 2000 },
  {
    reason: 'contactAddress',
    pattern:
      /^(?:(?:e-?mail|mail|contact|tel|phone|тел|почта) ?[.:]{1,3} ?)?(?:[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|\+?[\d ()-]{7,20})$/iu,
    max: 140,
  },
  {
    reason: 'followAuthor',
    pattern:
      /^follow .{2,60} on (?:twitter|x|facebook|instagram|linkedin|telegram|mastodon|bluesky|threads|youtube)\b.{0,60}$/iu,
    max: 160,
  },
];
