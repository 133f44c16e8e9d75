/** The words of button bars and page switchers, in five languages. */

/** Lines of nothing but these are share bars; at least one of the first list has to be there. */
export const SHARE_STRONG = new Set(
  (
    'share shares sharing tweet facebook twitter whatsapp telegram linkedin pinterest reddit tumblr ' +
    'messenger viber vk vkontakte flipboard instagram youtube tiktok mastodon bluesky threads pocket ' +
    'email print поделиться поделитесь твитнуть вконтакте одноклассники фейсбук телеграм ' +
    'partager partagez imprimer teilen drucken compartir imprimir'
  ).split(' '),
);
export const SHARE_WEAK = new Set(
  (
    'on via this that article story post page with your friends to by e mail copy copied link pin it x ' +
    'more save bookmark follow us and or in our channel join send me options button buttons open ' +
    'click here new window rss feed comment comments like love report pdf в на этой статьей ссылку ' +
    'ссылка скопировать копировать печать распечатать друзьями ещё sur cet l lien copier auf diesen ' +
    'artikel en este enlace copiar por'
  ).split(' '),
);

/** Lines of numbers, arrows and these are page switchers; one of the first list, or two numbers. */
export const PAGER_STRONG = new Set(
  (
    'next previous prev older newer page pages last first назад далее вперёд вперед страница след пред ' +
    'suivant précédent weiter zurück seite siguiente anterior página'
  ).split(' '),
);
export const PAGER_WEAK = new Set(
  'of posts post article articles entries story из de von sur newer'.split(' '),
);
