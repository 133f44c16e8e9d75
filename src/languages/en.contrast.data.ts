/** English words of which one cannot stand for the other in a question. */
import type { ContrastRules } from './language.ts';
import { apart, groups, inFull, phrase, words } from './words.ts';

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
up / down / sideways; many, number / percentage, percent, proportion, share;
on, enable, enabled, activate, activated / off, disable, disabled, deactivate, deactivated, mute;
why / when / how / who, whom, whose; why / when / where / who, whom, whose; first / last / latest / best / worst / oldest / newest / next / only; above, over / below, under; inside, indoors / outside, outdoors;
open, opening, opened, opens / close, closing, closed, closes, shut, shuts; start, begin, began, started / end, ended, finish, finished, stop, stopped;
before / after / during; first / second / third / fourth / fifth / last, final / next / previous; early, earliest, earlier / late, latest, later;
highest, tallest / lowest; high, tall, higher, taller, height / low, lower / deep, depth, deeper / wide, width, wider, broad, breadth / long, length, longer / short, shorter / old, age, older / heavy, weight, heavier / fast, speed, faster;
big, biggest, large, largest, bigger, larger / small, smallest, little, smaller; longest / shortest; deepest / shallowest; most / least, fewest; maximum, max / minimum, min / average, mean; best / worst; good / bad; oldest / newest, youngest;
old, former / new, current; young / old; hot, warm / cold, cool; hottest / coldest; fast, quick / slow; fastest / slowest; cheap, cheapest / expensive, dearest; rich / poor; strong / weak; heavy / light; wet / dry; dark / bright; full / empty; free / paid; public / private; legal / illegal; safe / dangerous; true / false; single / double; upper / lower; front / back, rear; near / far;
win, won, winner / lose, lost, loser / draw; buy, bought, purchase, purchased / sell, sold / rent, rented / borrow, borrowed / lend, lent; give, gave, given / take, took, taken; send, sent / receive, received; arrive, arrived, arrival / leave, left, depart, departed, departure; enter, entered, entrance, entry / exit; join, joined / quit, leave, left; come, came / go, went; push / pull; rise, rose / fall, fell; increase, increased / decrease, decreased, reduce, reduced; gain, gained / lose, lost; attack, attacked / defend, defended; captured, capture / defended, defend / released, release; build, built, construct, constructed / destroy, destroyed, demolish, demolished / repair, repaired, renovate, renovated / design, designed; create, created / delete, deleted; add, added / remove, removed; install, installed / uninstall, uninstalled / update, updated, upgrade; enable, enabled / disable, disabled; allow, allowed / forbid, forbidden, ban, banned, prohibit, prohibited; accept, accepted / refuse, refused, reject, rejected; lock, locked / unlock, unlocked; mute, muted / unmute; upload, uploaded / download, downloaded; import, imported / export, exported; encode / decode; connect, connected / disconnect, disconnected; load, loaded / save, saved;
die, died, killed / survive, survived / injured, wounded;
born, birth, birthplace, birthday / die, died, death / buried, burial, grave; marry, married, wedding / divorce, divorced; hire, hired / fire, fired; teach, taught / learn, learned, study, studied; write, wrote, written, author / read / sing, sang, sung, singer / translate, translated, translator / publish, published, publisher / illustrate, illustrated; ask, asked / answer, answered; love / hate; appoint, appointed, elect, elected / dismiss, dismissed; find, found, discover, discovered / name, named;
mother / father; son / daughter; brother / sister; husband / wife; king / queen; prince / princess; man, men, male, boy / woman, women, female, girl; uncle / aunt; grandfather / grandmother; parent, parents / child, children; teacher, teachers / pupil, pupils, student, students; adult, adults / child, children; captain / goalkeeper / coach; main, primary / secondary; president / vice; mayor / governor / sheriff / bishop / president / minister / chancellor / ambassador / senator / judge / king;
invent, invented, inventor / patent, patented; direct, directed, director / produce, produced, producer / edit, edited, editor / watch, watched; author, writer, wrote / editor, edited / publisher, published / hero; discover, discovered / explore, explored / visit, visited / conquer, conquered; hero, heroine / villain; eat / drink; install, installed / configure, configured / update;
found, founded, founder / lead, led, leader / own, owns, owned, owner / join, joined; owner / tenant;
red / blue / green / yellow / black / white / brown / orange / purple / pink / grey, gray;
ship, vessel, boat / crew / cargo / passenger, passengers; river / lake / sea / ocean / pond; mountain / valley; city / village; bus / train / ferry / plane / tram / car / bicycle, bike; dog, dogs / cat, cats / horse, horses / bird, birds; breakfast / lunch / dinner; bread / butter; gold / silver / bronze; input / output; cause, causes / effect, effects, consequence, consequences; advantage, advantages / disadvantage, disadvantages; pro, pros / con, cons; question, questions / answer, answers; far, distance / long; area, surface / population, inhabitants`),
  alike: groups(`design = designer = architect = draw the plans;
build = construct = erect = builder;
found = founder = establish = founding;
invent = inventor = invention; discover = discoverer = discovery;
write = author = writer; write = compose = songwriter = composer; paint = painter; sculpt = sculptor;
direct = director = direction; film = movie; book = novel; song = tune;
finance = fund = pay for = sponsor = bankroll;
own = owner = belong to = proprietor; manage = manager = responsible for; lead = leader = head;
win = winner = champion = victory; lose = loser; beat = defeat;
born = birth = birthplace; die = death; buried = burial = grave = tomb = laid to rest;
die = deaths = death toll = victims = fatalities = killed = lose their lives;
marry = wife = husband = spouse = married; divorce = separate; parents = mother and father;
happen = fate = become of = occur = take place; cause = reason = trigger;
begin = start = commence; end = finish = stop = conclude = cease; complete = finish;
close = shut = shut down; open = opening; cancel = cancelled; postpone = delay;
leave = quit = resign; join = enter = become a member; arrive = arrival; depart = departure = leave;
come from = originate = origin; live = inhabit = reside = residence = home; inhabitants = population = people live = residents;
cost = price = charge = fee = expensive = pay; rent = hire; buy = purchase; sell = sale; free = free of charge = gratis;
refund = money back = reimbursement = reimburse; salary = pay = wage = earn; fine = penalty;
penalty = punish = punishment = sanction; ban = banned; appeal = contest = challenge;
due = deadline = closing date; deadline = closing date = last day = latest; date = day;
schedule = timetable; opening hours = opening times = business hours = open; duration = length = last = take;
high = height = tall = elevation; deep = depth; wide = width = broad = breadth = diameter; long = length; far = distance; heavy = weight = weigh = mass;
old = age; fast = speed = quick = velocity; hot = temperature = warm; big = size = large = area; strong = strength = power; loud = volume = noise;
frequently = often = frequency; number = count = amount = quantity; total = sum = altogether; maximum = most = limit = max; minimum = least = min;
update = upgrade = new version = latest version; install = installation; uninstall = remove; configure = configuration = settings;
delete = remove = erase = get rid of; disable = deactivate = mute; enable = activate; reset = restore;
change = alter = modify = edit; create = make; report = file; contact = reach = get in touch; ask = inquire;
apply = application; register = registration = enrol; password = passphrase;
include = contain = contents = comprise = consist of = made up of = part of; ingredient = need for; feature = function;
direct messages = dms = dm = private messages = pm; picture = image = photo = photograph; video = clip; moderator = mod; administrator = admin; member = user;
server = guild = discord; channel = room; nickname = nick; attachment = attached file; app = application; website = site = web page; phone = telephone; email = mail;
rule = regulation; law = act = statute; decide = decision = agree = terms = provisions = stipulate; vote = ballot = poll; election = elected = elect = vote; majority = votes needed;
valid = apply to = in force = effective; obey = follow = comply; eligible = entitled = right to = allowed;
allowed = permit = may = permission = okay; smoke = smoking; forbidden = prohibited = banned = not allowed; mandatory = required = compulsory = obligatory = necessary = must;
difference = differ = different = distinguish; similar = alike = have in common; mean = meaning = stand for = definition = define = signify; called = name = named;
famous = known for = well known = renowned = best known; important = significance = importance = significant; purpose = function;
locate = location = situated = lie = find = whereabouts = position = place; hidden = location = hide; capital = capital city; border = neighbour = neighbouring = adjoin;
starting point = starting location = start; destination = end point; route = way = road; reach = arrive at; stage = leg; car park = parking lot = parking = park; station = stop; ship = vessel = boat; car = automobile; plane = aircraft = airplane; road = street = highway; doctor = physician; school = college; teacher = instructor;
job = profession = occupation; boss = chief; employ = employee = work for = staff = worker; company = firm = business; chair = chairman = chairperson = chairwoman; term = term of office = serve; deputy = vice;
voice = voiced = speak = voice actor; play = actor = portray = act = role; sing = singer = vocalist; perform = performer;
eat = food = diet = feed on; animals = fauna; plants = flora; language = speak = spoken; religion = faith = believe; money = currency; flag = banner; weather = climate;
backup = copy; store = keep = save = storage = shelf life = last; bake = baking = oven; cook = boil; rest = prove;
big = large; small = little; sick = ill; rain = rainy; clothes = wear = clothing = dress = outfit; repair = fix = mend; break = broken = damage; destroy = demolish; burn = catch fire = fire; flood = flooding; war = conflict; battle = fight; attack = assault; army = troops = forces;
introduce = introduction; abolish = abolition; move = relocate = relocation; sign = signature = signatory; translate = translator = translation; publish = publisher = publication = release; record = recording = recorded; teach = teacher = taught; study = student = education = educated; help = support = assist; win = gain; kind = type = sort; error = fault = bug; error code = error; code = number; currently = current = at present = now; previously = former = earlier; yearly = annual = every year; monthly = every month; daily = every day; weekly = every week`),
  reworded:
    inFull(`turn * off = disable; turns * off = disable; turned * off = disabled; turning * off = disabling;
switch * off = disable; switched * off = disabled; switching * off = disabling;
turn * on = enable; turns * on = enable; turned * on = enabled; turning * on = enabling;
switch * on = enable; switched * on = enabled; switching * on = enabling;
how come = why; in charge of = responsible for; run by = managed by; breaks out = begins; broke out = began; break out = begin;
call * off = cancel; called off = cancelled; put * off = postpone; set * up = install; sign in = login; log in = login; sign up = register;
sign out = logout; log out = logout; passed away = died; tear * down = demolish; tore * down = demolished; torn down = demolished;
back * up = backup; backed up = backup; at most = maximum; at least = minimum`),
  naming: words('what which whats'),
  kinds: [
    [
      'number',
      words(
        'height length width depth weight size age speed distance price cost fee number amount temperature population area capacity duration diameter volume value percentage salary pressure',
      ),
    ],
    ['time', words('date deadline year day time month')],
    ['place', words('location locations place places position site whereabouts birthplace')],
    ['reason', words('reason reasons cause causes')],
  ],
  ways: [words('from'), words('to into towards')],
  verbs: /(?:ed|ing|s)$/,
  light:
    words(`get gets getting got give gives given take takes taking bring brings bringing go going come make makes made need needs needed
want use used using know find see tell say work works working let keep have having allow allowed permit permitted possible
necessary required able ok okay exactly actually really currently now today still please person people number amount kind way
thing reason reasons location locations position whereabouts place year date time hour hours name worth respectively roughly about approximately total overall anybody anyone
someone there located called known entry visit operating operate certain particular question minimum ride trip journey space spaces spot spots
consist consists title exist exists kinds sort sorts one available
method step steps procedure process requirement requirements requires option options instructions
current present moment big large size great much
whats whos hows wheres whens actor belong belongs abbreviation serve serves served`),
};
