/** Words of scripts that no language with a file of its own is written in. */
import { words } from './words.ts';

/** Where one letter of such a script is enough to tell: Thai, Lao, Burmese, Khmer, kana, Han. */
const UNSPACED =
  /[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\ud840-\ud888][\udc00-\udfff]/;

/** UTF-16 units that are parted at once: one huge run would be copied whole for each of its words. */
const AT_ONCE = 512;

/**
 * Words that ask or hold a sentence together: Chinese (both ways of writing it), Japanese, in which
 * short words in hiragana do so, too, Korean, Arabic, Hebrew, Greek. Of languages in Latin script
 * those that ask, where they are words of no other language here; accents as they are written.
 */
const SMALL_WORDS =
  words(`的 了 在 是 和 与 與 及 或 也 都 就 而 被 把 从 從 对 對 于 於 以 之 其 这 這 那 这个
這個 那个 那個 有 没有 沒有 吗 嗎 呢 吧 啊 我 你 他 她 它 我们 我們 你们 你們 他们 他們 什么 什麼 甚麼 谁 誰 哪 哪里
哪裡 哪个 哪個 哪些 哪儿 哪兒 多少 几 幾 怎么 怎麼 怎样 怎樣 如何 为什么 為什麼 为何 為何 何时 何時 何处 何處 时候 時候
何 何か なぜ どうして どんな どのくらい どれくらい いくつ について によって でした でしょうか ですか ました ますか という
누가 누구 무엇 무엇을 언제 어디 어디에 어디서 왜 어떻게 얼마 얼마나 몇 어떤 있는 있다 있습니까
من ما ماذا متى أين كيف لماذا كم هل في على إلى عن هو هي هذا هذه التي الذي מה מי מתי איפה היכן למה מדוע כמה איך של את על
και το η ο οι τα του της των τον την στο στη στην στον με για από τι ποιος ποια ποιο ποιοι πότε πού πώς γιατί είναι ήταν πόσο πόσα πόσοι
cuándo quién quiénes dónde qué cuál cuáles cómo cuánto cuánta cuántos cuántas quem quanto quanta quantos quantas quais onde perché kiedy
gdzie kto jaki jaka jakie dlaczego nerede kaç nasıl wanneer hoeveel waarom welke`);
const HIRAGANA = /^[\u3041-\u3096\u309d\u309e]{1,2}$/;

let segmenter: Intl.Segmenter | null = null;

/** Whether a run of letters has to be parted into words. */
export function isUnspaced(letters: string): boolean {
  return UNSPACED.test(letters);
}

/** The words of a run of letters, in order and without gaps; offsets into it. Linear. */
export function partWords(letters: string): { start: number; end: number }[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  const found: { start: number; end: number }[] = [];
  for (let from = 0; from < letters.length; ) {
    const to = endOfPart(letters, from);
    for (const { index, segment } of segmenter.segment(letters.slice(from, to))) {
      found.push({ start: from + index, end: from + index + segment.length });
    }
    from = to;
  }
  return found;
}

/** Not between the two halves of a letter. */
function endOfPart(letters: string, from: number): number {
  const to = Math.min(letters.length, from + AT_ONCE);
  const next = letters.charCodeAt(to);
  return next >= 0xdc00 && next <= 0xdfff ? to + 1 : to;
}

/** Whether a word, in lower case, carries no topic in a language without a file of its own. */
export function isSmallWord(word: string): boolean {
  return HIRAGANA.test(word) || SMALL_WORDS.has(word);
}

/** Particles behind a Korean noun, and the commonest endings of its copula; two syllables stay. */
const KOREAN =
  /^([\uac00-\ud7a3]{2,64}?)(?:에서|에게|으로|부터|까지|입니까|입니다|이다|은|는|이|가|을|를|의|에|도|와|과|로)$/;
/** The Arabic article, with what may hang in front of it; three letters stay. */
const ARABIC = /^(?:[وفبك]?ال|لل)(?=[\u0621-\u064a]{3})/;
/** Vowel marks and the stretching of Arabic, and the points of Hebrew: people seldom type them. */
const MARKS = /[\u064b-\u0652\u0670\u0640\u0591-\u05c7]/g;

/** A word without what its script hangs on it; unchanged in a script that is not looked after. */
export function bareWord(word: string): string {
  const first = word.charCodeAt(0);
  if (first >= 0xac00 && first <= 0xd7a3) return KOREAN.exec(word)?.[1] ?? word;
  if (first >= 0x0590 && first <= 0x06ff) return word.replace(MARKS, '').replace(ARABIC, '');
  return word;
}
