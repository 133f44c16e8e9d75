/** What the page makes of messages: hostile text stays text, components do what they say. */
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hostileText } from '../support/hostile-text.ts';

/** As much of the DOM as the tests look at; the project is compiled without the DOM's types. */
interface Element {
  readonly localName: string;
  readonly textContent: string;
  readonly className: string;
  readonly firstElementChild: Element | null;
  readonly lastElementChild: Element | null;
  /** Whether neither keys nor what reads aloud get at it. */
  readonly inert?: boolean;
  querySelectorAll(selector: string): Iterable<Element>;
  getAttribute(name: string): string | null;
  getAttributeNames(): string[];
  dispatchEvent(event: unknown): void;
}
interface Renderer {
  renderMessage(message: unknown, page: unknown, joined: boolean): Element;
}

const { document, Event } = parseHTML('<!doctype html><html><body></body></html>');
let page: Renderer;
beforeAll(async () => {
  vi.stubGlobal('document', document);
  vi.stubGlobal('location', { href: 'http://127.0.0.1:1/' });
  // By variable, so that the page is not compiled together with the tests.
  const path = new URL('../../src/playground/page/message/message.ts', import.meta.url).href;
  page = (await import(path)) as Renderer;
});
afterAll(() => vi.unstubAllGlobals());

const base = {
  id: '1',
  author: { id: '1300000000000000001', username: 'footnote', bot: true },
  timestamp: '2024-01-01T00:00:00.000000+00:00',
  content: '',
  flags: 0,
  embeds: [],
  attachments: [],
  components: [],
};
const snapshot = {
  me: '1',
  permissions: '0',
  commands: [],
  servers: [],
  channels: [],
  people: [{ id: '1300000000000000010', name: 'Mira', servers: [] }],
};

function render(message: object, act: (what: unknown) => void = () => {}): Element {
  const names = {
    user: (id: string) => (id.endsWith('10') ? 'Mira' : null),
    channel: () => null,
    role: (id: string) => (id.endsWith('31') ? 'Footnote' : null),
  };
  const context = {
    snapshot,
    names,
    act: async (what: unknown) => {
      act(what);
      return null;
    },
  };
  return page.renderMessage({ ...base, ...message }, context, false);
}

const texts = (node: Element, selector: string) =>
  [...node.querySelectorAll(selector)].map((one) => one.textContent);

/** Every element and attribute that a message may consist of. */
const TAGS =
  'div span small strong em u s blockquote code pre ul ol li a time button svg path i article'.split(
    ' ',
  );
const ATTRIBUTES =
  'class href target rel role tabindex id type title datetime disabled start d fill fill-rule viewBox'.split(
    ' ',
  );

function expectHarmless(node: Element): void {
  for (const one of node.querySelectorAll('*')) {
    expect(TAGS).toContain(one.localName);
    for (const name of one.getAttributeNames())
      if (!/^(aria|data)-/.test(name)) expect(ATTRIBUTES).toContain(name);
    const href = one.getAttribute('href');
    if (href !== null) expect(href).toMatch(/^https?:/i);
  }
}

describe('a message', () => {
  const everywhere = (text: string) => ({
    content: text,
    author: { ...base.author, username: text },
    embeds: [
      {
        title: text,
        url: 'javascript:alert(1)',
        description: text,
        author: { name: text, url: text },
        footer: { text },
        fields: [{ name: text, value: text }],
      },
    ],
    components: [{ type: 1, components: [{ type: 2, style: 5, label: text, url: text }] }],
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '**<b onclick=x>bold</b>**',
    '> <iframe src="//x"></iframe>',
    '`</code><svg onload=x>`',
    '[<u>x</u>](javascript:alert(1))',
    '[click](https://example.org/"onmouseover="x)',
    '[x](https://example.org\\@evil.example/)',
    '<javascript:alert(1)>',
    '||</span><script>1</script>||',
  ])('shows %s as text', (text) => {
    expectHarmless(render(everywhere(text)));
  });

  it('is harmless whatever it holds', () => {
    fc.assert(
      fc.property(hostileText, (text) => expectHarmless(render(everywhere(text)))),
      { numRuns: 200 },
    );
  });

  it('shows quotes, bold and escaped signs as Discord does', () => {
    const node = render({ content: '> one **two**\n> three\n\\*not italic\\* and *italic*' });
    expect(texts(node, 'blockquote')).toEqual(['one two\nthree']);
    expect(texts(node, 'em')).toEqual(['italic']);
    expect(texts(node, '.markup').join('')).toContain('*not italic* and italic');
  });

  it('names who is mentioned', () => {
    const node = render({ content: '<@1300000000000000010> and <@1300000000000000099>' });
    expect(texts(node, '.mention')).toEqual(['@Mira', '@unknown-user']);
  });

  it('opens the article behind the citation in a footer, with what was in bold', () => {
    const opened: unknown[] = [];
    const footer = { text: 'Section · ¶ 3 · k3f9qa-x7w2mn' };
    const embeds = [{ title: 'T', description: '> One. **Two.**', footer }];
    const context = {
      snapshot,
      names: { user: () => null, channel: () => null, role: () => null },
      openArticle: (passage: unknown) => opened.push(passage),
    };
    const node = page.renderMessage({ ...base, embeds }, context, false);
    for (const one of node.querySelectorAll('.citation')) one.dispatchEvent(new Event('click'));
    expect(opened).toEqual([{ citationId: 'k3f9qa-x7w2mn', highlight: 'Two.' }]);
  });

  it('has buttons that press, unless disabled, and can be dismissed when private', () => {
    const acts: unknown[] = [];
    const buttons = [
      { type: 2, style: 1, label: 'More', custom_id: 'more' },
      { type: 2, style: 2, label: 'Off', custom_id: 'off', disabled: true },
      { type: 2, style: 5, label: 'Go', url: 'https://example.org' },
    ];
    const node = render({ flags: 64, components: [{ type: 1, components: buttons }] }, (what) =>
      acts.push(what),
    );
    expect(node.className).toContain('private');
    for (const button of node.querySelectorAll('.body button'))
      if (button.getAttribute('disabled') === null) button.dispatchEvent(new Event('click'));
    expect(acts).toEqual([
      { do: 'click', customId: 'more', messageId: '1' },
      { do: 'dismiss', messageId: '1' },
    ]);
  });

  it('says above a reply what it answers, in words', () => {
    const content = '**Look** <@1300000000000000010>, <t:0:d>: [here](https://example.org/)';
    const to = { ...base, author: { id: '1300000000000000010', username: 'Mira' }, content };
    const [line] = texts(render({ referenced_message: to }), '.reply-text');
    expect(line).toMatch(/^Look @Mira, 1\/1\/(19)?70: here$/);
    const layout = [{ type: 17, components: [{ type: 10, content: '### A title' }] }];
    const [laidOut] = texts(
      render({ referenced_message: { ...to, content: '', components: layout } }),
      '.reply-text',
    );
    expect(laidOut).toBe('A title');
  });
});

describe('a layout', () => {
  const picture = {
    media: {
      url: 'http://127.0.0.1:1/attachments/1/2/card.png?key=k',
      attachment_id: '2',
      content_type: 'image/png',
    },
    description: 'The words of the card.',
  };
  const layout = [
    { type: 10, content: '> Asked' },
    {
      type: 17,
      accent_color: 0x00ff00,
      components: [
        {
          type: 9,
          components: [{ type: 10, content: '### A \\*title\\*' }],
          accessory: { type: 2, style: 5, label: 'Source', url: 'https://example.org/' },
        },
        { type: 10, content: '> One. **Two.**\n-# Press · ¶ 3 · k3f9qa-x7w2mn' },
        { type: 14, divider: false, spacing: 2 },
        { type: 1, components: [{ type: 2, style: 1, label: 'Share', custom_id: 'share' }] },
        { type: 12, items: [picture] },
        {
          type: 13,
          file: { url: 'http://127.0.0.1:1/attachments/1/3/a.txt?key=k' },
          name: 'a.txt',
          size: 5,
        },
      ],
    },
  ];
  const flags = 1 << 15;

  it('has its headings, quotes, links, small lines, pictures with their words, and files', () => {
    const node = render({ flags, components: layout });
    expect(texts(node, '.container .level-3')).toEqual(['A *title*']);
    expect(texts(node, '.section > a')).toEqual(['Source']);
    expect(texts(node, 'blockquote')).toEqual(['Asked', 'One. Two.']);
    expect(texts(node, '.subtext')).toEqual(['Press · ¶ 3 · k3f9qa-x7w2mn']);
    expect([...node.querySelectorAll('hr')].map(({ className }) => className)).toEqual([
      'invisible large',
    ]);
    const [image] = [...node.querySelectorAll('img')];
    expect(image?.getAttribute('alt')).toBe('The words of the card.');
    expect(image?.getAttribute('src')).toBe('/attachments/1/2/card.png?key=k');
    expect(texts(node, '.alt-badge')).toEqual(['ALT']);
    expect(texts(node, '.file a')).toEqual(['a.txt']);
  });

  it('presses what lies in it, and leads to the article with what is in bold', () => {
    const done: unknown[] = [];
    const context = {
      snapshot,
      names: { user: () => null, channel: () => null, role: () => null },
      openArticle: (passage: unknown) => done.push(passage),
      act: async (what: unknown) => {
        done.push(what);
        return null;
      },
    };
    const node = page.renderMessage({ ...base, flags, components: layout }, context, false);
    for (const selector of ['.citation', '.row button'])
      for (const one of node.querySelectorAll(selector)) one.dispatchEvent(new Event('click'));
    expect(done).toEqual([
      { citationId: 'k3f9qa-x7w2mn', highlight: 'Two.' },
      { do: 'click', messageId: '1', customId: 'share' },
    ]);
  });

  it('keeps what is a spoiler from sight, reading aloud and keys until it is shown', () => {
    const file = { url: 'http://127.0.0.1:1/attachments/1/3/a.txt?key=k' };
    const hidden = [
      { type: 17, spoiler: true, components: [{ type: 10, content: 'Secret.' }] },
      { type: 12, items: [picture, { ...picture, spoiler: true }] },
      {
        ...{ type: 9, components: [{ type: 10, content: 'Beside it.' }] },
        accessory: { ...picture, type: 11, spoiler: true },
      },
      { type: 13, spoiler: true, file, name: 'a.txt', size: 5 },
    ];
    const node = render({ flags, components: hidden });
    const veils = [...node.querySelectorAll('.veil')];
    expect(veils.map((veil) => veil.firstElementChild?.className.split(' ')[0])).toEqual([
      ...['container', 'veiled', 'thumbnail', 'file'],
    ]);
    expect(node.querySelectorAll('.veiled')).toHaveLength(4);
    // The other picture of the gallery is there to see.
    expect(node.querySelectorAll('.gallery > figure img')).toHaveLength(1);
    for (const veil of veils) {
      expect(veil.firstElementChild?.inert).toBe(true);
      veil.lastElementChild?.dispatchEvent(new Event('click'));
      expect(veil.firstElementChild?.inert).toBe(false);
    }
    expect(texts(node, '.veiled, .veil > button')).toEqual([]);
  });

  it('has a thumbnail beside its text, and a link where the picture lies elsewhere', () => {
    const beside = (media: object) => ({
      ...{ type: 9, components: [{ type: 10, content: 'Beside it.' }] },
      accessory: { type: 11, media, description: 'A *dam*' },
    });
    const elsewhere = { url: 'https://example.org/dam.png', content_type: 'image/png' };
    const node = render({ flags, components: [beside(picture.media), beside(elsewhere)] });
    expect(texts(node, '.section > .section-text')).toEqual(['Beside it.', 'Beside it.']);
    const [image, ...more] = [...node.querySelectorAll('.section > .thumbnail img')];
    expect(image?.getAttribute('alt')).toBe('A *dam*');
    expect(image?.getAttribute('src')).toBe('/attachments/1/2/card.png?key=k');
    expect(more).toEqual([]);
    const [, link] = [...node.querySelectorAll('.section > .thumbnail > a')];
    expect([link?.textContent, link?.getAttribute('href')]).toEqual([
      ...['A *dam*', 'https://example.org/dam.png'],
    ]);
  });

  it('names the roles, people and commands that its texts mention', () => {
    const content =
      '<@&1300000000000000031> or <@&1300000000000000099>, <@1300000000000000010>, </ask:1300000000000000055>';
    const spoken = [
      { type: 10, content },
      { type: 17, components: [{ type: 10, content: `-# ||${content}||` }] },
    ];
    const node = render({ flags, components: spoken });
    const named = ['@Footnote', '@role', '@Mira', '/ask'];
    expect(texts(node, '.text-display:not(.container *) .mention')).toEqual(named);
    expect(texts(node, '.container .spoiler .mention')).toEqual(named);
    expect(node.textContent).not.toContain('<@');
  });

  it('shows no file that nothing of it shows, and loads no picture from elsewhere', () => {
    const file = { id: '9', filename: 'secret.txt', size: 1, url: 'http://127.0.0.1:1/x' };
    const elsewhere = { type: 12, items: [{ media: { url: 'https://example.org/a.png' } }] };
    const node = render({ flags, attachments: [file], components: [elsewhere] });
    expect(texts(node, '.file')).toEqual([]);
    expect([...node.querySelectorAll('img')]).toEqual([]);
    expect(texts(node, 'figure a')).toEqual(['https://example.org/a.png']);
  });

  it('is harmless whatever it says', () => {
    const said = (text: string) => [
      { type: 10, content: text },
      { type: 17, components: [{ type: 10, content: `-# ${text} · k3f9qa-x7w2mn` }] },
    ];
    fc.assert(
      fc.property(hostileText, (text) => expectHarmless(render({ flags, components: said(text) }))),
      { numRuns: 200 },
    );
  });
});
