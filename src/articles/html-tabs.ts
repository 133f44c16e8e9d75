/** Tabs of a page: each panel stands under its label, the hidden ones too, since a click shows them. */
import { attribute, childElements, type HtmlElement, isElement } from './html-tree.ts';

/** Whether an element is a panel that a tab shows; `hidden` means that another one is shown now. */
export function isTabPanel(element: HtmlElement): boolean {
  return roleOf(element) === 'tabpanel';
}

/** The label of a panel; null where labels and panels are not one for one. */
export function tabOf(panel: HtmlElement): HtmlElement | null {
  const box = parentOf(panel);
  const outer = box === null ? null : parentOf(box);
  // Generators put panels next to the labels, or into a box there.
  return labelsIn(box)?.get(panel) ?? labelsIn(outer)?.get(panel) ?? null;
}

/** Whether each label of a row of tabs stands over its panel. */
export function isReadWithPanels(list: HtmlElement): boolean {
  return isTabList(list) && (labelsIn(parentOf(list))?.size ?? 0) > 0;
}

function roleOf(element: HtmlElement): string | null {
  return attribute(element, 'role')?.toLowerCase() ?? null;
}

function isTabList(element: HtmlElement): boolean {
  return roleOf(element) === 'tablist';
}

function parentOf({ parentNode }: HtmlElement): HtmlElement | null {
  return parentNode !== null && isElement(parentNode) ? parentNode : null;
}

type Labels = ReadonlyMap<HtmlElement, HtmlElement>;

/** By the element that both lie in, so that each is looked through once. */
const known = new WeakMap<HtmlElement, Labels>();

function labelsIn(box: HtmlElement | null): Labels | undefined {
  if (box === null) return undefined;
  let labels = known.get(box);
  if (labels === undefined) {
    labels = findLabels(box);
    known.set(box, labels);
  }
  return labels;
}

function findLabels(box: HtmlElement): Labels {
  const children = childElements(box);
  const lists = children.filter(isTabList);
  const [list] = lists;
  if (list === undefined || lists.length > 1) return new Map();
  const own = children.filter(isTabPanel);
  const beside = children.filter((each) => each !== list);
  const panels = own.length > 0 ? own : beside.flatMap(childElements).filter(isTabPanel);
  // An item of the list may only hold its tab.
  const tabs = childElements(list)
    .map((each) => (roleOf(each) === 'tab' ? each : childElements(each)[0]))
    .filter((each) => each !== undefined && roleOf(each) === 'tab');
  if (tabs.length !== panels.length) return new Map();
  return new Map(panels.map((panel, i) => [panel, tabs[i] as HtmlElement]));
}
