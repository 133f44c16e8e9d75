/** Makes pages out of everything that pages are made of, each word once, so that none can be lost unseen. */
import fc from 'fast-check';

/** A page, with the words that a browser shows of it. */
export interface MadePage {
  readonly html: string;
  readonly visible: readonly string[];
}

/** A piece of a page; `#` stands for a word, `~` for one that is hidden. */
type Template = string;

const words = (least: number, most: number): fc.Arbitrary<Template> =>
  fc.integer({ min: least, max: most }).map((count) => Array(count).fill('#').join(' '));

const sentence = fc
  .tuple(words(3, 30), fc.constantFrom('.', '', '!', ':'))
  .map((it) => it.join(''));

const inline: fc.Arbitrary<Template> = fc.oneof(
  { weight: 6, arbitrary: sentence },
  fc.constantFrom(
    '# <b>#</b> #.',
    '<a href="/x">#</a> # # #',
    '<a name=x>#',
    '<font size=2># #',
    '<i># <b>#</i> #',
    '#<br># #<br><br>#',
    '<span hidden>~</span> # <span style="display:none">~</span>',
    '#<sup class="reference"><a href="#n">[#]</a></sup> #',
    '<code># #</code> #',
    '# <button>#</button> #',
    '<span aria-hidden="true">#</span> #',
    '<script>~ ~</script>#',
    '<label>#</label> <select><option>#</select>',
    '<q>#</q> <cite>#</cite> <ruby>#<rt>#</ruby>',
    '# &lt;# &amp; #',
    '<math><mi>#</mi><mo>=</mo><mn>#</mn></math> #',
    '<svg><text>#</text></svg> #',
    '<!-- ~ -->#',
  ),
);

/** With its end tag or, where HTML allows it, without. */
const element = (tag: string, content: fc.Arbitrary<Template>, isOptional = false) =>
  fc
    .tuple(content, fc.constantFrom('', ' class="x"', ' id=y style="color:red"'), fc.boolean())
    .map(([inner, attributes, isOpen]) =>
      isOpen && isOptional
        ? `<${tag}${attributes}>${inner}`
        : `<${tag}${attributes}>${inner}</${tag}>`,
    );

const many = (content: fc.Arbitrary<Template>, most = 4, least = 0) =>
  fc.array(content, { minLength: least, maxLength: most }).map((all) => all.join('\n'));

const { block } = fc.letrec<{ block: Template; blocks: Template; row: Template }>((tie) => ({
  blocks: many(tie('block')),
  row: element(
    'tr',
    many(
      fc.oneof(
        element('td', fc.oneof({ weight: 5, arbitrary: words(0, 4) }, inline, tie('blocks')), true),
        element('th', words(0, 3), true),
        words(1, 3).map((text) => `<td colspan=2 rowspan=2>${text}</td>`),
      ),
      4,
      1,
    ),
    true,
  ),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    element('p', inline, true),
    element(
      'p',
      fc.tuple(sentence, sentence, sentence).map((all) => all.join(' ')),
    ),
    inline,
    fc.constantFrom('h1', 'h2', 'h3', 'h4').chain((tag) => element(tag, words(1, 6))),
    element('pre', many(words(0, 5), 5)),
    words(2, 5).map(
      (text) => `<pre><code class="language-sh">${text}\n\n  &lt;b&gt;#&lt;/b&gt;</code></pre>`,
    ),
    fc
      .constantFrom('ul', 'ol', 'menu')
      .chain((tag) =>
        element(
          tag,
          many(element('li', fc.oneof({ weight: 3, arbitrary: inline }, tie('blocks')), true), 4),
        ),
      ),
    element(
      'dl',
      many(
        fc.oneof(
          element('dt', words(1, 3), true),
          element('dd', fc.oneof(inline, tie('blocks')), true),
        ),
        5,
      ),
    ),
    element('table', many(tie('row'), 4)),
    fc
      .tuple(words(1, 4), many(tie('row'), 2), many(tie('row'), 4))
      .map(
        ([caption, head, body]) =>
          `<table><caption>${caption}</caption><thead>${head}</thead><tbody>${body}</tbody></table>`,
      ),
    element('blockquote', tie('blocks')),
    fc
      .tuple(inline, words(1, 3))
      .map(([text, name]) => `<blockquote><p>${text}</p><footer>— ${name}</footer></blockquote>`),
    fc
      .tuple(tie('blocks'), words(1, 9))
      .map(
        ([inner, caption]) =>
          `<figure><img src=x>${inner}<figcaption>${caption}</figcaption></figure>`,
      ),
    fc
      .constantFrom(
        'div',
        'section',
        'article',
        'center',
        'details',
        'main',
        'form',
        'header',
        'noscript',
      )
      .filter((tag) => tag !== 'noscript')
      .chain((tag) => element(tag, tie('blocks'))),
    fc.constantFrom('nav', 'aside', 'footer', 'dialog').chain((tag) => element(tag, tie('blocks'))),
    fc
      .constantFrom(
        'sidebar',
        'comments',
        'related',
        'toc',
        'reflist',
        'hatnote',
        'share',
        'wp-caption-text',
      )
      .chain((name) => tie('blocks').map((inner) => `<div class="${name}">${inner}</div>`)),
    fc
      .constantFrom('p', 'pre', 'ul', 'blockquote', 'h2', 'table')
      .chain((tag) =>
        words(1, 9).map(
          (text) => `<div hidden><${tag}>${text.replaceAll('#', '~')}</${tag}></div>`,
        ),
      ),
    fc.constantFrom('<hr>', '<br>', '<img alt="x">', '</p>', '</div>', '<td>', '<p>', ''),
  ),
}));

const frame = fc.constantFrom<(body: Template) => Template>(
  (body) => body,
  (body) => `<!doctype html><html><head><title>~</title></head><body>${body}</body></html>`,
  (body) => `<html><title>~ ~</title>${body}`,
  (body) =>
    `<body><nav><a href=/>#</a></nav><article><h1># #</h1>${body}</article><footer>#</footer>`,
  (body) => `<body><table width=100%><tr><td><a href=x>#</a><td>${body}</table>`,
);

/** Pages of up to a dozen blocks. */
export const madePages: fc.Arbitrary<MadePage> = fc
  .tuple(frame, many(block, 12, 1))
  .map(([around, body]) => {
    const visible: string[] = [];
    let count = 0;
    const html = around(body).replace(/&#|[#~](?!n")/g, (mark) => {
      if (mark === '&#') return mark;
      count += 1;
      const word = `${mark === '#' ? 'shown' : 'veiled'}${count}`;
      if (mark === '#') visible.push(word);
      return word;
    });
    return { html, visible };
  });
