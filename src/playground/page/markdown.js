/** Discord's Markdown, as far as a bot's replies use it, to DOM nodes: text never becomes markup. */

const INLINE =
  /\\([^\p{L}\p{N}\s])|```(?:\w+\n)?([\s\S]+?)```|`([^`]+)`|\*\*([\s\S]+?)\*\*|__([\s\S]+?)__|~~([\s\S]+?)~~|\*([^*\s](?:[^*]*[^*\s])?)\*|\[([^\]]+)\]\(<?(https?:\/\/[^\s>)]+)>?\)|<?(https?:\/\/[^\s<>]+)>?|<t:(-?\d{1,13})(?::[tTdDfFRsS])?>/gu;

function element(tag, ...children) {
  const node = document.createElement(tag);
  node.append(...children);
  return node;
}

/** A link that tells its target nothing and cannot reach back. */
export function link(href, ...children) {
  const node = element('a', ...children);
  node.href = href;
  node.target = '_blank';
  node.rel = 'noopener noreferrer nofollow';
  return node;
}

function inline(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    const [, escaped, block, code, bold, under, struck, italic, label, href, bare, time] = match;
    if (escaped !== undefined) nodes.push(escaped);
    else if (block !== undefined) nodes.push(element('pre', element('code', block)));
    else if (code !== undefined) nodes.push(element('code', code));
    else if (bold !== undefined) nodes.push(element('strong', ...inline(bold)));
    else if (under !== undefined) nodes.push(element('u', ...inline(under)));
    else if (struck !== undefined) nodes.push(element('s', ...inline(struck)));
    else if (italic !== undefined) nodes.push(element('em', ...inline(italic)));
    else if (label !== undefined) nodes.push(link(href, label));
    else if (bare !== undefined) nodes.push(link(bare, bare));
    else nodes.push(new Date(Number(time) * 1000).toLocaleString());
  }
  nodes.push(text.slice(last));
  return nodes.filter((node) => node !== '');
}

/** The nodes for a text; quoted lines in a row become one block quote. */
export function markdown(text) {
  const nodes = [];
  let quoted = [];
  const endQuote = () => {
    if (quoted.length > 0) nodes.push(element('blockquote', ...inline(quoted.join('\n'))));
    quoted = [];
  };
  const plain = [];
  const endPlain = () => {
    if (plain.length > 0) nodes.push(...inline(plain.join('\n')));
    plain.length = 0;
  };
  for (const line of text.split('\n')) {
    const quote = /^> ?(.*)$/.exec(line);
    const small = /^-# (.*)$/.exec(line);
    if (quote) {
      endPlain();
      quoted.push(quote[1]);
      continue;
    }
    endQuote();
    if (small) {
      endPlain();
      const node = element('div', ...inline(small[1]));
      node.className = 'foot';
      nodes.push(node);
    } else plain.push(line);
  }
  endQuote();
  endPlain();
  return nodes;
}
