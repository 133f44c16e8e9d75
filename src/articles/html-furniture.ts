/** Elements that are never an article's text, and what they are to people. */
import type { BareDropKey } from '../refusals.ts';
import { isTabPanel } from './html-tabs.ts';
import {
  attribute,
  elementsBelow,
  type HtmlElement,
  holds,
  namesOf,
  nodesBelow,
  rawText,
} from './html-tree.ts';

/** Elements whose content nobody sees. */
export const SILENT: ReadonlySet<string> = new Set(
  'script style noscript template iframe embed head title noembed noframes annotation annotation-xml desc metadata'.split(
    ' ',
  ),
);

const BY_TAG: ReadonlyMap<string, BareDropKey> = new Map([
  ['nav', 'navigation'],
  ['button', 'button'],
  ['footer', 'footer'],
  ['dialog', 'dialog'],
  ['label', 'form'],
  ['select', 'form'],
  ['textarea', 'form'],
  ['datalist', 'form'],
  ['svg', 'image'],
  ['object', 'hidden'],
  ['audio', 'hidden'],
  ['video', 'hidden'],
  ['canvas', 'hidden'],
  ['meter', 'hidden'],
  ['progress', 'hidden'],
  ['amp-sidebar', 'navigation'],
  ['amp-consent', 'cookieNotice'],
  ['amp-user-notification', 'cookieNotice'],
  ['amp-ad', 'advertisement'],
  ['amp-embed', 'advertisement'],
  ['amp-lightbox', 'dialog'],
  ['amp-social-share', 'shareButtons'],
]);

const BY_ROLE: ReadonlyMap<string, BareDropKey> = new Map([
  ['navigation', 'navigation'],
  ['search', 'form'],
  ['contentinfo', 'footer'],
  ['complementary', 'sideBox'],
  ['dialog', 'dialog'],
  ['alertdialog', 'dialog'],
  ['button', 'button'],
  ['doc-toc', 'contentsList'],
  ['doc-noteref', 'noteMark'],
  ['doc-backlink', 'link'],
]);

/** What wikis, blogs and documentation sites call what they put into and around a text. */
const BY_NAME: ReadonlyMap<string, BareDropKey> = new Map(
  (
    [
      [
        'link',
        'mw-editsection editsection headerlink header-anchor anchor-link hash-link anchorjs-link',
      ],
      ['link', 'footnote-back footnote-backref mw-cite-backlink'],
      ['links', 'hatnote dablink'],
      ['siteNotice', 'sitesub contentsub mw-jump-link jump-to-nav sitenotice'],
      ['siteNotice', 'ambox tmbox ombox cmbox fmbox'],
      ['navigation', 'navbox vertical-navbox navbox-styles succession-box mw-indicators'],
      ['breadcrumb', 'breadcrumb breadcrumbs'],
      ['contentsList', 'toc table-of-contents tableofcontents lwptoc ez-toc-container'],
      ['references', 'reflist references mw-references-wrap reference-list ref-list'],
      ['footer', 'catlinks printfooter mw-footer'],
      ['hidden', 'sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only'],
      ['shareButtons', 'sharedaddy share-buttons addtoany_share_save_container social-share'],
      ['lineNumber', 'linenos lineno linenodiv line-numbers-rows gutter blob-num hljs-ln-numbers'],
      ['lineNumber', 'rouge-gutter line-number line-numbers ln-num'],
      ['button', 'copybtn copy-button btn-copy clipboard-copy'],
      ['noteMark', 'inline-template footnote-reference footnote-ref footnoteref fn-ref noteref'],
      ['tags', 'tags-links tag-links cat-links'],
      ['previousNext', 'post-navigation nav-links navheader navfooter'],
      ['sideBox', 'postprofile'],
    ] as const
  ).flatMap(([reason, names]) =>
    names.split(' ').map((name): [string, BareDropKey] => [name, reason]),
  ),
);

/** Containers that hold a whole page, whatever they are called. */
const WHOLE = new Set(['html', 'body', 'main', 'article']);
const MAIN_PARTS = new Set(['h1', 'article', 'main']);

/** An `<aside>` that belongs to the text. */
const REMARK =
  /(?:^|-)(?:note|admonition|callout|aside|tip|warning|important|caution|hint|infobox)$/;

/** Paragraphs that no form, menu or list of references has. */
const FEW = 3;

const LONGEST_MARK = 20;

/** `[1]`, `1`, `*`, `a` over the line. */
const MARK = /^[[(]?(?:\d{1,3}|\p{L}{1,2}|note \d{1,3}|[*†‡§]{1,3})[\])]?$/iu;

/** Why an element with all that is in it is no part of the text; null where it may be. */
export function leftOutReason(element: HtmlElement): BareDropKey | null {
  const { tagName } = element;
  if (isHidden(element)) return 'hidden';
  if (WHOLE.has(tagName)) return null;
  const known = BY_TAG.get(tagName) ?? BY_ROLE.get(attribute(element, 'role') ?? '');
  if (known !== undefined) return known;
  if (tagName === 'form') return holdsText(element) ? null : 'form';
  const names = namesOf(element);
  if (tagName === 'aside') {
    const isRemark =
      attribute(element, 'role') === 'note' || names.some((name) => REMARK.test(name));
    return isRemark ? null : 'sideBox';
  }
  if ((tagName === 'sup' || tagName === 'a') && isNoteMark(element)) return 'noteMark';
  for (const name of names) {
    const reason = BY_NAME.get(name);
    if (reason === undefined) continue;
    if (reason === 'lineNumber' && !/^[\d\s]*$/.test(rawText(element))) continue;
    return reason === 'references' || !holdsText(element) ? reason : null;
  }
  return null;
}

/** Whether an element is an infobox that is built of boxes instead of a table, as fan wikis do. */
export function isBuiltInfobox(element: HtmlElement): boolean {
  return namesOf(element).includes('portable-infobox');
}

function isHidden(element: HtmlElement): boolean {
  const isMarked =
    (attribute(element, 'hidden') !== null && !isTabPanel(element)) ||
    attribute(element, 'aria-hidden') === 'true' ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(element, 'style') ?? '');
  // Wikis hide a formula's text beside its picture.
  return isMarked && !(element.tagName === 'span' && holds(element, FORMULA));
}

const FORMULA = new Set(['math']);

/** Whether it wraps the page rather than a part of it: some systems put all into one form. */
function holdsText(element: HtmlElement): boolean {
  if (holds(element, MAIN_PARTS)) return true;
  let paragraphs = 0;
  for (const node of nodesBelow(element)) {
    if (node.nodeName === 'p') paragraphs += 1;
    if (paragraphs === FEW) return true;
  }
  return false;
}

/** A mark that leads to a note of the same page. */
function isNoteMark(element: HtmlElement): boolean {
  const text = rawText(element, LONGEST_MARK);
  if (text.length > LONGEST_MARK || !MARK.test(text.trim())) return false;
  const links = element.tagName === 'a' ? [element] : elementsBelow(element, 'a');
  const isOver = element.tagName === 'sup' || holds(element, OVER) || /^\s*\[/.test(text);
  return isOver && links.some((link) => /^[^#]*#./.test(attribute(link, 'href') ?? ''));
}

const OVER = new Set(['sup']);
