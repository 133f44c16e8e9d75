/** `<side-panel>`: beside the messages, the article behind a citation and the evidence of an answer. */

import type { Span } from '../../../model.ts';
import { type PageContext, placeIn, type QuotedPassage } from '../context.ts';
import { button, h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { ExplainedQuestion, InsightArticle, InsightCandidate } from '../wire.ts';
import { words } from '../words/words.ts';
import { articleView } from './article-view.ts';
import { evidenceView } from './evidence-view.ts';
import { findHighlight } from './marks.ts';

type TabName = 'evidence' | 'article';
const TITLES: Readonly<Record<TabName, string>> = {
  evidence: words.evidence,
  article: words.article,
};
const EMPTY: Readonly<Record<TabName, string>> = {
  evidence: words.noEvidence,
  article: words.noArticle,
};

/** The element, closed at first. Set `page` and `onToggle` before anything else. */
export class SidePanel extends HTMLElement {
  page!: PageContext;
  onToggle: (open: boolean) => void = () => {};
  #opener: Element | null = null;
  readonly #turns = { evidence: 0, article: 0 };
  #tab: TabName = 'evidence';
  readonly #tabs = new Map<TabName, HTMLButtonElement>();
  readonly #bodies = new Map<TabName, HTMLElement>();

  connectedCallback(): void {
    this.hidden = true;
    this.setAttribute('role', 'complementary');
    this.setAttribute('aria-label', words.panel);
    for (const name of ['evidence', 'article'] as const) {
      const tab = button(
        { role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}` },
        () => this.#choose(name),
        TITLES[name],
      );
      const body = h(
        'div',
        { role: 'tabpanel', id: `panel-${name}`, 'aria-labelledby': tab.id, tabindex: 0 },
        h('p', { class: 'faint' }, EMPTY[name]),
      );
      this.#tabs.set(name, tab);
      this.#bodies.set(name, body);
    }
    const tabs = h(
      'div',
      { role: 'tablist', 'aria-label': words.whatToLookAt },
      ...this.#tabs.values(),
    );
    tabs.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      this.#choose(this.#tab === 'evidence' ? 'article' : 'evidence');
      this.#tabs.get(this.#tab)?.focus();
    });
    const close = button(
      { class: 'plain', 'aria-label': words.closePanel },
      () => this.close(),
      icon('close'),
    );
    this.append(h('header', {}, tabs, close), ...this.#bodies.values());
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    this.#choose('evidence');
  }

  get isOpen(): boolean {
    return !this.hidden;
  }

  /** Opens it, or puts it away. */
  toggle(): void {
    if (this.isOpen) this.close();
    else void this.showEvidence(null);
  }

  /** Puts it away; the focus goes back to what opened it. */
  close(): void {
    if (!this.isOpen) return;
    const hadFocus = this.contains(document.activeElement);
    this.hidden = true;
    this.onToggle(false);
    if (!hadFocus) return;
    if (this.#opener instanceof HTMLElement && this.#opener.isConnected) this.#opener.focus();
    else this.page.focusComposer();
  }

  /** Shows the evidence of an answer; see `PageContext.openEvidence`. */
  async showEvidence(askedBy: string | null): Promise<void> {
    this.#open();
    this.#choose('evidence');
    const as = this.page.snapshot?.me ?? '';
    const query = askedBy === null ? { as } : { as, of: askedBy };
    await this.#load('evidence', '/insight/explain', query, (data) => {
      const explained = data as ExplainedQuestion;
      // It is of where it was asked, which may be another channel than the one that is open.
      const where = { as, channel: explained.channelId };
      return evidenceView(explained, (one) => void this.#showCandidate(one, where));
    });
  }

  /** Shows the article that a quote is from, at its passage. */
  async showArticle(passage: QuotedPassage): Promise<void> {
    await this.#showArticle({ id: passage.citationId, ...placeIn(this.page) }, (data) =>
      findHighlight(data.text, data.passage, passage.highlight),
    );
  }

  /** A new answer has come: the evidence of the one before would mislead. */
  refreshEvidence(): void {
    if (this.isOpen && this.#tab === 'evidence') void this.showEvidence(null);
  }

  #showCandidate(
    { citationId, collection = '', highlight }: InsightCandidate,
    where: Readonly<Record<string, string>>,
  ): Promise<void> {
    return this.#showArticle({ id: citationId, collection, ...where }, () => highlight);
  }

  async #showArticle(
    pointer: Readonly<Record<string, string>>,
    highlight: (data: InsightArticle) => Span | null,
  ): Promise<void> {
    this.#open();
    this.#choose('article');
    await this.#load('article', '/insight/article', pointer, (body) => {
      const data = body as InsightArticle;
      return articleView(data, highlight(data));
    });
    const body = this.#bodies.get('article');
    const place = body?.querySelector('mark') ?? body?.querySelector('.cited');
    place?.scrollIntoView({ block: 'center' });
    body?.focus({ preventScroll: true });
  }

  async #load(
    tab: TabName,
    path: string,
    query: Readonly<Record<string, string>>,
    view: (body: unknown) => HTMLElement,
  ): Promise<void> {
    const turn = ++this.#turns[tab];
    const body = this.#bodies.get(tab);
    body?.setAttribute('aria-busy', 'true');
    let shown: HTMLElement;
    try {
      shown = view(await this.page.read(path, query));
    } catch (error) {
      shown = h('p', { class: 'faint' }, error instanceof Error ? error.message : EMPTY[tab]);
    }
    // Something else may have been asked for in the meantime.
    if (turn !== this.#turns[tab]) return;
    body?.removeAttribute('aria-busy');
    body?.replaceChildren(shown);
  }

  #open(): void {
    if (this.isOpen) return;
    this.#opener = document.activeElement;
    this.hidden = false;
    this.onToggle(true);
  }

  #choose(name: TabName): void {
    this.#tab = name;
    for (const [one, tab] of this.#tabs) {
      tab.setAttribute('aria-selected', one === name ? 'true' : 'false');
      tab.tabIndex = one === name ? 0 : -1;
    }
    for (const [one, body] of this.#bodies) body.hidden = one !== name;
  }
}

customElements.define('side-panel', SidePanel);
