/** Words that carry no topic: they are neither indexed nor searched. */

const ENGLISH = `a about above after again against all also although am among an and any are as at be
because been before being below between but by can cannot could did do does doing done down
during each either else etc ever every for from further had has have having he hence her here hers
herself him himself his how however i if in into is it its itself just let may me might mine more
most must my myself neither no nor not now of off on once only onto or other others our ours
ourselves out over own per please rather same shall she should since so some such than that the
their theirs them themselves then there therefore these they this those though through thus to too
under until unto up upon us very was we well were what whatever when whenever where whereas wherever
whether which while who whoever whom whose why will with within without would yes yet you your yours
yourself yourselves`;

const RUSSIAN = `а без более больше будет будто бы был была были было быть в вам вас ведь весь во вот
все всего всех вы где да даже для до другой его ее ей ему если есть еще ж же за здесь и из или им их
к как какая какие какой когда кого кто ли между меня мне много может можно мой моя мы на над надо
наш не него нее ней нет ни них но ну о об один он она они опять от перед по под после потом потому
почему при про раз с сам свою себе себя со так такой там тебя тем теперь то тогда того тоже только
том тот ты у уж уже хоть чего чей чем что чтоб чтобы чуть для эта эти это этого этой этом этот эту я`;

const STOP_WORDS: ReadonlySet<string> = new Set(`${ENGLISH} ${RUSSIAN}`.split(/\s+/));

/** Whether a lower-case word carries no topic, in any language that Footnote knows. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
