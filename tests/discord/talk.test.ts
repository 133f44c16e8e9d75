/** What people really type: what asks for nothing, what asks, and what is no part of either. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutNoise } from '../../src/discord/talk/noise.ts';
import { readsAsQuestion } from '../../src/discord/talk/reads-as-question.ts';
import { smallTalk, type TalkKind, withoutGreeting } from '../../src/discord/talk/small-talk.ts';

/** Lines of a text, none empty. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const ID = '123456789012345678';

describe('noise', () => {
  it.each([
    [`<@${ID}> How high is it?`, 'How high is it?'],
    [`<@!${ID}>, how high is it?`, 'how high is it?'],
    [`How high is it, <@&${ID}>`, 'How high is it,'],
    [`<#${ID}> how high </ask:${ID}> is </library show:${ID}> it`, 'how high is it'],
    [`lol <:pepe_laugh:${ID}><a:party:${ID}> what?`, 'lol what?'],
    ['How high :thinking_face: is it :pepeHands:', 'How high is it'],
    ['At 12:30:45 or at 10:15:20?', 'At 12:30:45 or at 10:15:20?'],
    ['https://tenor.com/view/cat-gif-123 so high', 'so high'],
    ['Is it as https://example.org/a?b=c#d says?', 'Is it as says?'],
    ['Have you read https://example.org/a?', 'Have you read ?'],
    ['<https://example.org/a> how high (see www.example.org/b)?', 'how high (see )?'],
    ['What is [the dam](https://example.org/a) for?', 'What is the dam for?'],
    ['@everyone @here when is it? mail@here.org', 'when is it? mail@here.org'],
    [`since <t:1700000000:D> <t:1700000000> <id:customize>`, 'since'],
    ['a < b and c > d, <b>, 3<4', 'a < b and c > d, <b>, 3<4'],
    ['https://example.org/a', ''],
    [`<a:wave:${ID}>  <@${ID}>`, ''],
    ['  two\n\nlines ', 'two lines'],
    ['-5 degrees', '-5 degrees'],
    ['https://', 'https://'],
  ])('%s', (written, left) => {
    expect(withoutNoise(written)).toBe(left);
    expect(withoutNoise(left)).toBe(left);
  });
});

/** By what they are, and the language that they are in. */
const SMALL_TALK: Readonly<Record<string, string>> = {
  'greetings en': `hello
    Hello!
    hi there
    Hi!!!
    heyyyy
    hellooooo
    Helllo
    hlelo
    yo
    hey bot
    Hey there friend :)
    good morning
    Good morning everyone ☀️
    good evening, bot
    gm
    Hello, how are you?
    hey how's it going
    what's up
    whats up dude
    sup
    are you there?
    you there??
    anyone here?
    hi 👋👋
    HELLO THERE
    lol hi
    howdy folks`,
  'thanks en': `thanks
    Thank you!
    thank you so much ❤️
    thx
    Thx!!
    ty
    tysm
    Thanks a lot, man
    thnaks
    thansk
    ok thanks
    okay, thank you very much
    Great, thanks!
    cool thx bye
    perfect thank you
    Thanks, that helps a lot
    much appreciated
    good bot
    Hi and thanks!
    got it, thanks`,
  'aboutBot en': `help
    Help!
    help me please
    hi, can you help me?
    who are you
    Who are you?
    who r u
    what are you
    what can you do
    what can you do?
    What can I ask you?
    hello, what do you do
    how do I use this bot
    how does this work?
    are you a bot?
    are you an AI
    r u a bot lol
    what is this
    thanks! what else can you do?
    what's your name
    tell me a joke
    can i ask you something
    i have a question`,
  'reactions en': `ok
    OK.
    okay
    k
    nice
    wow!!
    cool cool
    lmao nice one
    hmm
    hmmm ok
    I see
    makes sense
    yes
    no
    nope
    good night
    goodbye
    bye bye!
    see you later
    great answer
    wtf
    idk
    test
    testing 😅
    never mind
    sorry, my bad
    interesting...
    yesss
    niceeee`,
  'reactions null': `👍
    😂😂😂
    👍🏽
    🇩🇪
    ❤️
    :)
    xD
    <3
    haha
    hahahaha
    lol hahaha 😂
    ...
    ?
    ???
    !!!
    loool
    lol
    lol lol
    лол хаха
    ахахах`,
  'greetings de': `hallo
    Hallo!
    hallöchen
    Moin moin
    guten Morgen zusammen
    Guten Tag
    wie geht's?
    Hallo, wie geht es dir?
    na, alles klar bei dir?
    ist da jemand?
    halloooo
    Servus Leute`,
  'thanks de': `danke
    Danke!
    danke schön
    vielen Dank 🙏
    Danke dir!
    super, danke
    ok danke
    dnake
    vielen lieben Dank
    das hilft mir weiter, danke`,
  'aboutBot de': `Hilfe
    hilf mir bitte
    wer bist du?
    Hallo, wer bist du denn?
    was kannst du?
    was kannst du so
    wie funktioniert das?
    bist du ein Bot?
    was kann ich dich fragen
    ich hab ne Frage`,
  'reactions de': `alles gut
    stimmt
    genau
    achso ok
    tschüss
    bis später
    schade
    gute Nacht
    krass
    verstanden`,
  'greetings fr': `bonjour
    Bonjour !
    Salut tout le monde
    coucou
    bonsoir
    slt
    ça va ?
    Bonjour, comment ça va ?
    comment allez-vous
    bonjouuur
    il y a quelqu'un ?`,
  'thanks fr': `merci
    Merci beaucoup !
    merci bcp
    merci, c'est gentil
    ok merci
    super merci
    un grand merci à toi
    mrc
    Bonjour et merci`,
  'aboutBot fr': `aide-moi
    à l'aide
    qui es-tu ?
    tu es qui
    t'es qui toi
    que peux-tu faire ?
    tu sais faire quoi
    à quoi tu sers
    comment ça marche ?
    bonjour, que puis-je te demander ?
    es-tu un robot ?`,
  'reactions fr': `d'accord
    ça marche
    mdr
    c'est vrai
    pas mal
    au revoir
    à bientôt !
    bonne nuit
    dommage
    tant pis
    trop drôle`,
  'greetings ru': `привет
    Привет!
    приветт
    превет
    здравствуйте
    Добрый день
    доброе утро всем ☀️
    как дела?
    привет, как дела
    ку
    ты тут?
    есть кто живой?
    привееет`,
  'thanks ru': `спасибо
    Спасибо большое!
    спс
    огромное спасибо ❤️
    ок спасибо
    благодарю
    понятно, спасибо
    спасиоб
    круто, спасибо`,
  'aboutBot ru': `помощь
    помоги
    помогите пожалуйста
    кто ты?
    ты кто
    привет, ты кто?
    что ты умеешь
    Что умеешь?
    как это работает
    ты бот?
    что у тебя можно спросить
    можно вопрос?`,
  'reactions ru': `ок
    понятно
    ясно
    ага
    круто
    ого
    пока
    до свидания
    спокойной ночи
    ладно`,
};

describe('small talk', () => {
  it.each(
    Object.entries(SMALL_TALK).flatMap(([what, said]) => lines(said).map((line) => [line, what])),
  )('%s: %s', (line, what) => {
    const [kind, language] = what.split(' ');
    expect(smallTalk(line)).toEqual({
      kind: kind as TalkKind,
      language: language === 'null' ? null : language,
    });
    // Who is called by name says nothing more.
    expect(smallTalk(`${line} Footnote`, ['Footnote'])).toMatchObject({ kind });
  });

  it.each(
    lines(`thanks, and how high is Rogun?
      hello who built the dam
      Hi, was there a war?
      hi there was a war
      help with the visa form
      who are you talking about in the article on dams
      what can you do about mosquitoes
      ok but why
      good morning vietnam
      Hello Kitty
      thank you for smoking
      thanks to whom was the dam built
      the dam
      Rogun
      nice weather in Rogun
      cool the reactor how
      Is it true?
      source?
      are you sure?
      how high
      there
      so much
      2024
      tanks
      bots
      bye election results
      night shift pay
      what is this dam for
      is this a bot that reads war news
      what do you do with old stamps
      Hallo Welt Programm
      danke an wen
      wer bist du im Spiel
      wie geht es dem Damm
      gut und Böse
      was kann ich gegen Mücken tun
      bonjour tristesse
      merci de dire qui a construit le barrage
      qui es-tu dans le jeu
      ça va durer combien de temps
      comment ça marche un barrage
      привет из Рогуна
      спасибо кому
      кто ты в игре
      как дела у Рогуна
      что можно спросить у врача
      помоги с визой
      도와줘
      `),
  )('is not: %s', (line) => expect(smallTalk(line)).toBeNull());

  it('is nothing where nothing is said', () => {
    for (const nothing of ['', ' ', '\n']) expect(smallTalk(nothing)).toBeNull();
  });

  it('is no long text, however it is made up', () => {
    expect(smallTalk('hello '.repeat(40))).toBeNull();
    expect(smallTalk(`hello ${'thanks '.repeat(10)}`)).not.toBeNull();
  });
});

describe('a question without what is said before it', () => {
  it.each([
    ['thanks, and how high is Rogun?', 'and how high is Rogun?'],
    ['Thank you so much! How high is Rogun?', 'How high is Rogun?'],
    ['hello who built the dam', 'who built the dam'],
    ['Hi, was there a war?', 'was there a war?'],
    ['hello there! thanks! who built it', 'who built it'],
    ['Hey - the dam, how high is it', 'the dam, how high is it'],
    ['Hallo, wie hoch ist der Damm?', 'wie hoch ist der Damm?'],
    ['Bonjour, qui a construit le barrage ?', 'qui a construit le barrage ?'],
    ['привет, кто построил плотину', 'кто построил плотину'],
    ['привет кто построил плотину', 'кто построил плотину'],
    ['Good morning 🙂 when was it built', 'when was it built'],
    // What only begins so stays.
    ['Hello Kitty creator?', 'Hello Kitty creator?'],
    ['Hi-Fi since when', 'Hi-Fi since when'],
    ['Hey Jude, who wrote it', 'Hey Jude, who wrote it'],
    ['thank you letters', 'thank you letters'],
    ['How high is Rogun? thanks', 'How high is Rogun? thanks'],
    ['hello', 'hello'],
    ['', ''],
  ])('%s', (written, left) => expect(withoutGreeting(written)).toBe(left));
});

const QUESTIONS = `and how high is Rogun?
  and the width
  und die Kosten
  et le coût
  and Rogun?
  who built it
  ok and who built it
  how high is the dam
  what about Nurek
  when was it finished
  where exactly
  why did they stop
  why
  is it still the tallest
  are there any others
  did anybody die
  does it leak
  can you tell me more about the reservoir
  tell me more about the reservoir
  explain the border dispute
  list the dams
  which river
  how many people live there now
  any idea who paid for it
  i wonder who paid for it
  so was it ever repaired
  thanks, but who owns it now
  lol why though, what happened to it
  what year was that
  hm, which one is higher
  no cream at home, what else works
  name the two presidents
  und wie hoch ist der andere
  wer hat das gebaut
  wann war das
  warum
  gibt es noch andere
  ist der Damm noch in Betrieb
  hat jemand überlebt
  erzähl mir mehr über den Stausee
  nenn mir die Dämme
  wie viele Menschen leben dort
  weißt du wer das bezahlt hat
  ok danke und wo liegt das
  et Rogoun ?
  qui l'a construit
  quand est-ce que ça a été fini
  combien ça a coûté
  y a-t-il d'autres barrages
  est-ce que le barrage fuit
  ça a été construit quand
  explique-moi le conflit
  pourquoi
  quelle est sa hauteur
  merci, et où se trouve-t-il
  le barrage est-il encore en service
  а кто построил
  и какая высота
  когда это было
  почему
  сколько человек погибло
  есть ли другие плотины
  была ли война
  расскажи подробнее про плотину
  назови все плотины
  скажи, где она находится
  а что с Нуреком
  она ещё работает?
  построили когда
  ¿cuándo fue?
  ダムはどこですか？`;

/** What people say to each other below an answer, or to nobody. */
const CHATTER = `thanks
  how it should be
  which reminds me, dinner
  kann man so sagen
  muss ich mir merken
  жесть какая
  есть над чем подумать
  lol
  lol nice
  told you so
  I knew it!
  wow that is high
  what a dam
  what a day
  how cool is this bot
  how nice
  that's what I said
  told ya
  this bot is great
  I was there last year
  when I was there it rained all day
  which is nice
  who cares
  who asked
  which is why I left
  see, it was 300 m
  exactly what I needed
  my grandfather worked there
  let's go there
  is good
  was fun
  will do
  can confirm
  do it
  have a nice day
  did not expect that
  has been fun
  what I meant is the other one
  what the hell
  no way
  really nice picture
  that explains it
  I don't know what to say
  don't know, don't care
  @Sam look at this
  so it is true then
  good to know
  now we know who built it
  can't wait to see it
  because it was too expensive
  where I live there are none
  listing is fine
  names are hard
  show off
  the same as last time
  brb dinner
  +1
  this
  first
  2024 was wild
  may the force be with you
  could be worse
  would be nice
  that was quick
  hat geklappt
  wie schön
  wie cool ist das denn
  wie gesagt
  was für ein Tag
  wer weiß
  das wusste ich nicht
  ist gut
  ist mir egal
  war ja klar
  kann sein
  kann ich bestätigen
  da war ich schon mal
  wo ich wohne gibt es keine
  siehste
  hab ich doch gesagt
  stimmt, hatte ich vergessen
  schön zu wissen
  ich war letztes Jahr dort
  gern geschehen
  macht Sinn
  geht klar
  das erklärt einiges
  wusste ich's doch
  j'y étais l'année dernière
  quelle horreur
  quel dommage
  que de souvenirs
  quand même
  quand j'étais petit on y allait
  je le savais
  c'est bon à savoir
  qui sait
  pourquoi pas
  vas-y
  ça explique tout
  trop fort ce bot
  bien vu
  je te l'avais dit
  là où j'habite il n'y en a pas
  on y va demain
  какой ужас
  как красиво
  как всегда
  как скажешь
  что за бред
  кто бы мог подумать
  я так и знал
  я же говорил
  когда я там был, шёл дождь
  был там в прошлом году
  было весело
  хорошо знать
  почему бы и нет
  что-то не так
  где-то я это видел
  как по мне, норм
  есть такое
  да, логично
  красивая плотина
  мой дед там работал
  теперь всё ясно
  кто-то это уже спрашивал`;

describe('what reads like a question', () => {
  it.each(lines(QUESTIONS))('asks: %s', (line) => expect(readsAsQuestion(line)).toBe(true));

  it.each(lines(CHATTER))('asks for nothing: %s', (line) =>
    expect(readsAsQuestion(line)).toBe(false),
  );

  it('is no small talk, with a mark or without one', () => {
    for (const line of Object.values(SMALL_TALK).flatMap(lines)) {
      expect(readsAsQuestion(line), line).toBe(false);
    }
  });
});

describe('whatever is typed', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          ...['hello', 'thanks', ', ', ' ', '!', '?', 'who built it', 'Rogun', '👍', `<@${ID}>`],
          ...['https://example.org/a', '[the dam](https://example.org)', `<:a:${ID}>`, ':)', 'лол'],
          ...['bonjour', 'danke', 'спасибо', 'lol', '@everyone', '(', ')', '\n', 'helo', 'ok'],
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(' ')),
  );

  it('loses its noise and nothing else', () => {
    fc.assert(
      fc.property(typed, (written) => {
        const left = withoutNoise(written);
        expect(left).not.toContain(`<@${ID}>`);
        expect(left).not.toMatch(/^\s|\s$|\s{2}/u);
        const words = written.match(/\S+/gu) ?? [];
        // What is left stood there, in that order.
        let at = 0;
        for (const word of left.split(' ').filter(Boolean)) {
          const found = words.findIndex((each, index) => index >= at && each.includes(word));
          if (word.startsWith('[') || word.startsWith('(')) continue;
          if (/^[\p{L}\p{N}]+$/u.test(word)) expect(found, word).toBeGreaterThanOrEqual(0);
          if (found >= 0) at = found;
        }
      }),
    );
  });

  it('is small talk, reads as a question, or neither, and keeps what follows a greeting', () => {
    fc.assert(
      fc.property(typed, (written) => {
        const text = withoutNoise(written);
        if (smallTalk(text) !== null) expect(readsAsQuestion(text)).toBe(false);
        const asked = withoutGreeting(text);
        expect(text.endsWith(asked)).toBe(true);
        expect(asked === '').toBe(text === '');
        if (/\p{L}{3}$/u.test(text) && smallTalk(`${text}?`) === null) {
          expect(readsAsQuestion(`${text}?`)).toBe(true);
        }
      }),
    );
  });
});
