/** What the page makes of messages: hostile text stays text, components do what they say. */
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

interface Renderer {
  renderMessage(message: unknown, act: (what: unknown) => void): HTMLElement;
}
/** As much of the DOM as the tests look at; the project is compiled without the DOM's types. */
interface HTMLElement {
  readonly textContent: string;
  readonly innerHTML: string;
  readonly className: string;
  querySelectorAll(selector: string): ArrayLike<HTMLElement> & Iterable<HTMLElement>;
  getAttribute(name: string): string | null;
  dispatchEvent(event: unknown): void;
}

const { document, Event } = parseHTML('<!doctype html><html><body></body></html>');
let page: Renderer;
beforeAll(async () => {
  vi.stubGlobal('document', document);
  // By variable, because the page's modules are plain JavaScript without declarations.
  const path = new URL('../../src/playground/page/message.js', import.meta.url).href;
  page = (await import(path)) as Renderer;
});
afterAll(() => vi.unstubAllGlobals());

const base = {
  id: '1',
  author: { username: 'footnote' },
  timestamp: '2024-01-01T00:00:00.000000+00:00',
  content: '',
  flags: 0,
  embeds: [],
  attachments: [],
  components: [],
};
const render = (message: object, act: (what: unknown) => void = () => {}) =>
  page.renderMessage({ ...base, ...message }, act);

describe('a message', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '**<b onclick=x>bold</b>**',
    '> <iframe src="//x"></iframe>',
    '`</code><svg onload=x>`',
    '[<u>x</u>](javascript:alert(1))',
    '[click](https://example.org/"onmouseover="x)',
  ];

  it.each(hostile)('shows %s as text', (text) => {
    const node = render({
      content: text,
      author: { username: text },
      embeds: [
        {
          title: text,
          url: 'javascript:alert(1)',
          description: text,
          footer: { text },
          fields: [{ name: text, value: text }],
        },
      ],
    });
    const tags = new Set(
      [...node.querySelectorAll('*')].map(
        (one) => (one as unknown as { localName: string }).localName,
      ),
    );
    for (const tag of tags)
      expect(['div', 'small', 'strong', 'blockquote', 'code', 'a']).toContain(tag);
    for (const one of node.querySelectorAll('*'))
      for (const name of (one as unknown as { getAttributeNames(): string[] }).getAttributeNames())
        expect(['class', 'href', 'target', 'rel']).toContain(name);
    for (const link of node.querySelectorAll('a'))
      expect(link.getAttribute('href')).toMatch(/^https:/);
  });

  it('shows quotes, bold and escaped signs as Discord does', () => {
    const node = render({ content: '> one **two**\n> three\n\\*not italic\\* and *italic*' });
    expect([...node.querySelectorAll('blockquote')].map((one) => one.textContent)).toEqual([
      'one two\nthree',
    ]);
    expect([...node.querySelectorAll('em')].map((one) => one.textContent)).toEqual(['italic']);
    expect(node.textContent).toContain('*not italic* and italic');
  });

  it('has buttons that press, unless disabled, and can be dismissed when private', () => {
    const acts: unknown[] = [];
    const node = render(
      {
        flags: 64,
        components: [
          {
            type: 1,
            components: [
              { type: 2, style: 1, label: 'More', custom_id: 'more' },
              { type: 2, style: 2, label: 'Off', custom_id: 'off', disabled: true },
              { type: 2, style: 5, label: 'Go', url: 'https://example.org' },
            ],
          },
        ],
      },
      (what) => acts.push(what),
    );
    expect(node.className).toBe('private');
    for (const button of node.querySelectorAll('button'))
      if (button.getAttribute('disabled') === null) button.dispatchEvent(new Event('click'));
    expect(acts).toEqual([
      { do: 'click', customId: 'more', messageId: '1' },
      { do: 'dismiss', messageId: '1' },
    ]);
  });
});
