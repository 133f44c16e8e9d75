/** English words of which one cannot stand for the other in a question. */
import type { ContrastRules } from './language.ts';
import { apart, phrase, words } from './words.ts';

export const CONTRAST: ContrastRules = {
  negation: phrase(
    "(?<!or )not|cannot|never|no|nobody|none|nothing|nowhere|neither|nor|without|except|unless|unable|(?:is|are|was|were|do|does|did|ca|could|wo|would|should|has|have|had|must|need|ai)n't|isnt|arent|wasnt|werent|dont|doesnt|didnt|cant|couldnt|wont|wouldnt|shouldnt|hasnt|havent|hadnt",
  ),
  apart: apart(`monday, mondays / tuesday, tuesdays / wednesday, wednesdays / thursday, thursdays /
friday, fridays / saturday, saturdays / sunday, sundays;
weekday, weekdays / weekend, weekends;
january / february / march / april / may / june / july / august / september / october / november / december;
spring / summer / autumn, fall / winter; morning / afternoon / evening / night; today / yesterday / tomorrow;
day, daily / week, weekly / month, monthly / year, yearly, annual / hour, hourly / minute / second / decade / century;
north, northern / south, southern / east, eastern / west, western; left / right;
up / down / sideways; above, over / below, under; inside, indoors / outside, outdoors;
open, opening, opened, opens / close, closing, closed, closes, shut, shuts; start, begin, began, started / end, ended, finish, finished, stop, stopped;
before / after / during; first / second / third / fourth / fifth / last, final / next / previous; early, earliest, earlier / late, latest, later;
highest, tallest / lowest; high, tall, higher, taller, height / low, lower / deep, depth, deeper / wide, width, wider, broad, breadth / long, length, longer / short, shorter / old, age, older / heavy, weight, heavier / fast, speed, faster;
big, biggest, large, largest, bigger, larger / small, smallest, little, smaller; longest / shortest; deepest / shallowest; most / least, fewest; maximum, max / minimum, min / average, mean; best / worst; good / bad; oldest / newest, youngest;
old, former / new, current; young / old; hot, warm / cold, cool; hottest / coldest; fast, quick / slow; fastest / slowest; cheap, cheapest / expensive, dearest; rich / poor; strong / weak; heavy / light; wet / dry; dark / bright; full / empty; free / paid; public / private; legal / illegal; safe / dangerous; true / false; single / double; upper / lower; front / back, rear; near / far;
win, won, winner / lose, lost, loser / draw; buy, bought, purchase, purchased / sell, sold / rent, rented / borrow, borrowed / lend, lent; give, gave, given / take, took, taken; send, sent / receive, received; arrive, arrived, arrival / leave, left, depart, departed, departure; enter, entered, entrance, entry / exit; join, joined / quit, leave, left; come, came / go, went; push / pull; rise, rose / fall, fell; increase, increased / decrease, decreased, reduce, reduced; gain, gained / lose, lost; attack, attacked / defend, defended; captured, capture / defended, defend / released, release; build, built, construct, constructed / destroy, destroyed, demolish, demolished / repair, repaired, renovate, renovated / design, designed; create, created / delete, deleted; add, added / remove, removed; install, installed / uninstall, uninstalled / update, updated, upgrade; enable, enabled / disable, disabled; allow, allowed / forbid, forbidden, ban, banned, prohibit, prohibited; accept, accepted / refuse, refused, reject, rejected; lock, locked / unlock, unlocked; mute, muted / unmute; upload, uploaded / download, downloaded; import, imported / export, exported; encode / decode; connect, connected / disconnect, disconnected; load, loaded / save, saved;
born, birth, birthplace, birthday / die, died, death / buried, burial, grave; marry, married, wedding / divorce, divorced; hire, hired / fire, fired; teach, taught / learn, learned, study, studied; write, wrote, written, author / read / sing, sang, sung, singer / translate, translated, translator / publish, published, publisher / illustrate, illustrated; ask, asked / answer, answered; love / hate; appoint, appointed, elect, elected / dismiss, dismissed; find, found, discover, discovered / name, named;
mother / father; son / daughter; brother / sister; husband / wife; king / queen; prince / princess; man, men, male, boy / woman, women, female, girl; uncle / aunt; grandfather / grandmother; parent, parents / child, children; teacher, teachers / pupil, pupils, student, students; adult, adults / child, children; captain / goalkeeper / coach; main, primary / secondary; president / vice; mayor / governor / sheriff / bishop / president / minister / chancellor / ambassador / senator / judge / king;
invent, invented, inventor / patent, patented; direct, directed, director / produce, produced, producer / edit, edited, editor / watch, watched; author, writer, wrote / editor, edited / publisher, published / hero; discover, discovered / explore, explored / visit, visited / conquer, conquered; hero, heroine / villain; eat / drink; install, installed / configure, configured / update;
found, founded, founder / lead, led, leader / own, owns, owned, owner / join, joined; owner / tenant;
red / blue / green / yellow / black / white / brown / orange / purple / pink / grey, gray;
river / lake / sea / ocean / pond; mountain / valley; city / village; bus / train / ferry / plane / tram / car / bicycle, bike; dog, dogs / cat, cats / horse, horses / bird, birds; breakfast / lunch / dinner; bread / butter; gold / silver / bronze; input / output; cause, causes / effect, effects, consequence, consequences; advantage, advantages / disadvantage, disadvantages; pro, pros / con, cons; question, questions / answer, answers; far, distance / long; area, surface / population, inhabitants`),
  verbs: /(?:ed|ing|s)$/,
  light:
    words(`get gets getting got give gives given take takes taking bring brings bringing go going come make makes made need needs needed
want use used using know find see tell say work works working let put keep have having allow allowed permit permitted possible
necessary required able ok okay exactly actually really currently now today still please person people number amount kind way
thing reason place year date time hour hours name worth respectively roughly about approximately total overall anybody anyone
someone there located called known entry visit operating operate certain particular question minimum ride trip journey space spaces spot spots
method step steps procedure process requirement requirements requires option options instructions
current present moment cause causes caused big large size great much
whats whos hows wheres whens actor belong belongs mean means meaning stand stands abbreviation`),
};
