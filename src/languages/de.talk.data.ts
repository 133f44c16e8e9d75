/** How people talk to a bot in German: what asks for nothing, and how they ask without a mark. */
import type { TalkRules } from './language.ts';
import { phrases, words } from './words.ts';

/** The German tables. */
export const TALK: TalkRules = {
  greetings:
    phrases(`hallo; halo; hallöchen; hi; hey; hei; heyho; huhu; moin; moin moin; moinsen; servus; serwus; grüezi; grüß gott; grüss gott; grüß dich; grüß euch; na; na du; tach; tag; tagchen;
guten morgen; guten tag; guten abend; guten mittag; morgen; morgen zusammen; schönen guten tag; schönen tag; gutn tag; mahlzeit; yo; hello; ahoi; salve; hallihallo;
wie geht es dir; wie gehts; wie geht's; wie geht es; wie gehts dir; wie geht's dir; wie geht es ihnen; wie geht es euch; wie läuft's; wie läufts; was geht; was geht ab; was läuft; alles klar bei dir; alles gut bei dir; na wie gehts; was machst du; was machst du so; was machst du gerade;
bist du da; bist du wach; bist du online; bist du hier; ist da jemand; ist jemand da; ist hier jemand; jemand da; hörst du mich; schön dich kennenzulernen; freut mich; willkommen; lange nicht gesehen`),
  thanks:
    phrases(`danke; dank; dankeschön; danke schön; danke sehr; dankesehr; vielen dank; tausend dank; herzlichen dank; besten dank; danke dir; danke ihnen; danke euch; ich danke dir; ich danke; thx; thanks; ty; dankö; dankee; danke für die hilfe; danke für deine hilfe; danke für die antwort; danke für die info; vielen lieben dank; lieben dank; recht herzlichen dank; danke im voraus; danke vielmals; vielen dank für die hilfe;
sehr nett; das hilft; das hat geholfen; das hilft mir; das hilft mir weiter; hilfreich; sehr hilfreich; guter bot; braver bot; bester bot; du bist super; du bist toll; du bist der beste; du bist die beste`),
  reactions:
    phrases(`ok; okay; oke; okey; oki; okidoki; alles klar; klar; na klar; gut; sehr gut; ganz gut; gut so; schön; prima; super; toll; klasse; genial; geil; cool; krass; stark; wow; nice; perfekt; wunderbar; hervorragend; spitze; top; läuft; passt; passt schon; stimmt; alles gut; genau; richtig; falsch; wahr; exakt; ja; jo; jap; jup; jep; joa; jaa; nein; nö; nee; ne; nope; doch; vielleicht; sicher; natürlich; logo; ach so; achso; aha; ah; oh; ach; naja; na ja; hm; hmm; tja; ups; upps; oje; oh je; mist; schade; sorry; tut mir leid; entschuldigung; bitte; bitte schön; bitteschön; bitte sehr; gern; gerne; gern geschehen; kein problem; keine ursache; macht nichts; egal; ist egal; vergiss es; verstanden; verstehe; ich verstehe; kapiert; macht sinn; ergibt sinn; interessant; sehr interessant; spannend; lustig; witzig; sehr witzig; traurig; echt; krank; lol; haha; hehe; hihi; xd; omg; rofl; wtf; was; wie bitte; hä; häh; he; bitte was; weiß nicht; weiss nicht; weiß ich nicht; keine ahnung; ka; kp; test; nur ein test; das ist ein test; teste; ping;
tschüss; tschüs; tschau; ciao; bis dann; bis später; bis bald; bis morgen; auf wiedersehen; wiedersehen; gute nacht; nacht; gn; schönen abend; schönen abend noch; schönen tag noch; schönes wochenende; mach's gut; machs gut; viel glück; viel spaß; viel erfolg; gute besserung; glückwunsch; herzlichen glückwunsch; juhu; hurra; ich liebe dich; ich mag dich; hab dich lieb; ich hasse dich; dummer bot; blöder bot; schlechter bot; halt die klappe; stopp; stop; hör auf; gute antwort; gut gemacht; starke antwort; das stimmt; das ist gut; das ist falsch; das stimmt nicht; bin wieder da`),
  aboutBot:
    phrases(`hilfe; hilf mir; hilfe bitte; bitte hilfe; ich brauche hilfe; brauche hilfe; kannst du helfen; kannst du mir helfen; können sie mir helfen; kann mir jemand helfen; befehle; welche befehle gibt es; kommandos; anleitung; menü;
wie funktioniert das; wie funktionierst du; wie funktioniert der bot; wie geht das; wie benutze ich dich; wie benutzt man dich; wie benutze ich das; wie benutzt man das; wie benutze ich den bot; wie frage ich; wie kann ich fragen; wie stelle ich eine frage; was muss ich tun; was muss ich machen; was soll ich tun;
wer bist du; wer bist n du; wer sind sie; wer ist das; was bist du; was ist das; was ist das hier; was ist das für ein bot; was für ein bot bist du; wie heißt du; wie heisst du; wie ist dein name; dein name; hast du einen namen; stell dich vor; erzähl von dir; erzähl was über dich; erzähl etwas über dich; wer hat dich gemacht; wer hat dich erschaffen; wer hat dich programmiert; wer hat dich gebaut; wem gehörst du;
was kannst du; was kannst du alles; was kannst du so; was kannst du tun; was kannst du machen; was kannst du für mich tun; was machst du; was tust du; was weißt du; was weisst du; was weißt du alles; wozu bist du da; wofür bist du da; wobei kannst du helfen; womit kannst du helfen; was kann ich fragen; was kann ich dich fragen; was soll ich fragen; was kann man dich fragen; was kann ich hier machen; was kann man hier machen; welche fragen kann ich stellen; welche fragen kannst du beantworten;
bist du ein bot; bist du ein roboter; bist du eine ki; bist du ki; bist du ein mensch; bist du echt; bist du real; bist du chatgpt; ist das ein bot; kann ich dich was fragen; kann ich dich etwas fragen; darf ich dich was fragen; darf ich dich etwas fragen; darf ich was fragen; kann ich was fragen; ich habe eine frage; ich hab eine frage; ich hab ne frage; hab eine frage; hab ne frage; eine frage; frage; kurze frage; ich hätte eine frage; wie alt bist du; woher kommst du; sprichst du deutsch; kannst du deutsch; verstehst du mich; verstehst du deutsch; kannst du sprechen; sag was; sag etwas; sag hallo; erzähl einen witz; erzähl mir einen witz; erzähl einen witz bitte; mach einen witz`),
  beside:
    words(`zusammen alle allerseits leute freunde mein lieber liebe lieber bot roboter alter digga bruder ey mal noch auch so sehr ganz denn echt wirklich doch ja nein ok okay und aber dann jetzt
heute bitte erstmal schon wieder du dir da hier mir das es lol haha nochmal halt ach oh na super`),
  sources: phrases(
    `woher; woher hast du das; woher ist das; woher stammt das; woher kommt das; woher kommt die info; woher weißt du das; woher wissen sie das; woher haben sie das; wo steht das; wo steht das denn; wo hast du das her; wo hast du das gelesen; wo kommt das her; wo ist das her; wo kann ich das lesen; wo kann ich das nachlesen; wo kann man das nachlesen; wo kann ich mehr lesen; wer sagt das; wer hat das gesagt; wer behauptet das; laut wem; welcher artikel; welcher artikel ist das; aus welchem artikel; in welchem artikel; aus welchem artikel ist das; ganzer artikel; der ganze artikel; beweis das; beweise es; zeig mir wo; mehr lesen`,
  ),
  sourceWords: words(
    'quelle quellen beleg belege beweis beweise nachweis nachweise link links source sources quellenangabe fundstelle zitat url',
  ),
  sourceBeside:
    words(`was ist sind die der das den dem ein eine einen deine dein dafür davon dazu hast du gibt gibts es hier bitte mal kannst kann ich man mir uns geben gib zeig zeigen schick nenn nennen haben brauche und aber ok okay danke zum zur
welche welcher genaue original wo lol bot mit für her`),
  doubts: phrases(
    `bist du sicher; bist du dir sicher; bist du da sicher; sind sie sicher; sicher dass das stimmt; bist du sicher dass das stimmt; ganz sicher; bist du ganz sicher; bist du dir ganz sicher; bist du dir da ganz sicher; bist du dir da sicher; bist du da ganz sicher; wie sicher; wie sicher bist du; wie sicher bist du dir; wie sicher ist das; wie sicher ist es; stimmt das; stimmt das wirklich; stimmt das so; stimmt das denn; ist das wahr; ist das richtig; ist das korrekt; ist das sicher; ist das so; ist das wirklich so; ist das echt; ist das zuverlässig; wie zuverlässig ist das; kann das sein; kann ich dir vertrauen; kann ich dem trauen; kann ich mich darauf verlassen; kann man sich darauf verlassen; glaub ich nicht; glaube ich nicht; das glaube ich nicht; das glaub ich nicht; das glaub ich dir nicht; das bezweifle ich; ich bezweifle das; das kann nicht stimmen; das kann nicht sein; weißt du das genau; weisst du das genau`,
  ),
  doubtsIfAsked: phrases(
    `sicher; wirklich; echt; ernsthaft; im ernst; tatsächlich; stimmt; wahr; richtig; korrekt; echt jetzt; ach echt; ach wirklich; wirklich wahr; ehrlich`,
  ),
  leads:
    words(`und aber also oder dann auch ok okay gut super toll cool krass ach so achso aha ah oh hm hmm na ja nein naja danke vielen dank bitte hallo hi hey moin servus
guten morgen tag abend mal sorry entschuldigung eigentlich übrigens noch interessant frage bot leute alter stimmt klar warte nun`),
  asks: new RegExp(
    `^(?:${[
      '(?:(?:in|im|an|am|auf|von|vom|zu|zum|zur|für|mit|seit|bis|über|nach|vor|unter|durch|aus|bei|ab|um|gegen|während) )?(?:wer|wen|wem|wessen|wann|wo|woher|wohin|wie|wieviele?|warum|weshalb|wieso|weswegen|wozu|wofür|womit|wodurch|worin|woran|worauf|worüber|wovon|wobei|wogegen|welche[rnms]?|wies|obs|warums|wos) \\S',
      '(?:und |also |aber )?was \\S+ \\S',
      '(?:warum|wieso|weshalb|wozu|seit wann|wie viele?|wann|wer|wo|wohin|warum nicht)$',
      '(?:ist|sind|war|waren|wäre|hat|haben|hatte|hatten|gibt|gab|gibts|kann|können|konnte|konnten|darf|dürfen|muss|müssen|musste|soll|sollen|will|wollen|wird|werden|wurde|wurden|würde|liegt|lag|steht|stehen|stand|kommt|kommen|kam|kennst|kennt|weißt|weisst|weiß|existiert|lebt|lebte|funktioniert|kostet|braucht|brauche|heißt|hieß|gehört|geht|gilt|gelten|bedeutet|macht|machte|spielt|baute|hilft|bekommt|bekomme|darfst|kannst|muss|besteht|entstand|stammt|zählt|zahlt|trägt|arbeitet|finden|findet|gewann|verlor) (?:es|er|sie|das|der|die|den|dem|dies\\p{L}*|jen\\p{L}*|ein|eine|einen|einem|einer|man|ich|du|ihr|wir|jemand|jeder|alle|viele|mein\\p{L}*|dein\\p{L}*|sein\\p{L}*|ihre?\\p{L}*|irgend\\p{L}*|hier|da|dort|auch|noch|schon|denn|eigentlich|was) \\S',
      '(?:ist|sind|war|waren|hat|haben|hatte|gibt|gab|wurde|wurden|liegt|kann|darf|wird) [\\p{L}\\p{N}-]+ [\\p{L}\\p{N}-]+ [\\p{L}\\p{N}]',
      'und (?:der|die|das|in|im|am) \\S+$',
      '(?:gibt es|gab es|gibts|existiert) \\S',
      '(?:sag mir|sagen sie mir|erzähl|erzähle|erzählen sie|erklär|erkläre|erklären sie|nenn|nenne|nennen sie|zeig|zeige|zeigen sie|liste|beschreib|beschreibe|beschreiben sie|gib mir|such|suche|finde|find heraus|vergleich|vergleiche|definiere|definier|fasse) (?!(?:auf|das|dir|dich|mal|ich)$)\\S',
      '(?:ich möchte|ich will|ich würde gerne?|ich wüsste gerne?|ich hätte gern|würde gerne?|möchte) (?:\\S+ ){0,3}(?:wissen|erfahren|gewusst)(?!\\p{L})|ich (?:frage|frag) mich|ich suche \\S|(?:weißt du|weisst du|weiß jemand|weiss jemand|wissen sie|kennst du|kennt jemand|wissen wir) \\S|wüsste gerne? \\S',
      'was ist mit \\S|wie (?:sieht es|siehts|ist es|steht es) (?:mit|bei) \\S',
    ].join('|')})`,
    'u',
  ),
  statements: new RegExp(
    `^(?:${[
      'wie (?:schön|cool|nett|geil|süß|toll|schade|peinlich|lustig|krass|interessant|traurig|gesagt|immer|auch|bei|man|ich|du es|gehabt|üblich|dumm|blöd|lieb|lecker|nice|gemein|witzig|erwartet|versprochen)(?!\\p{L})',
      "was (?:für (?:ein|eine|einen) \\S+$|für (?:schöne?r?|geile?r?|tolle?r?|quatsch|blödsinn|mist|unsinn|scheiß\\p{L}*|glück|pech|zufall)|ich|du|wir|mich|auch immer|solls|soll's|soll das|zum|ein|eine|er|sie|man)(?! (?:ist|war|sind|kann|muss|soll|tun|bedeutet)(?!\\p{L}))(?!\\p{L})",
      'wer (?:weiß|weiss|hätte|will schon|braucht|fragt)(?!\\p{L})(?! (?:etwas|was|wie|wo|wann|ob)(?!\\p{L}))|warum (?:auch )?nicht|wo (?:ich|du|wir|man|er|sie) |wen(?:n|s) ',
      '(?:ist|war|hat|wird|sind|waren|kann|wurde|gibt|gab|geht|macht|kommt|stimmt|haben|liegt) (?:gut|ok|okay|klar|egal|mir|ja|doch|halt|echt|so|nicht|nichts|cool|super|toll|schlecht|nur|sehr|ziemlich|super|lustig|wichtig|falsch|richtig|besser|schlimmer|geklappt|funktioniert|sein|passieren|nix|nett|schön|schade|mega|ganz|einfach|leider|gerade|grad|immer|nie|wohl|bestimmt|wahrscheinlich|vielleicht|noch nicht|schon gut|schon ok|mal|lang|lange|kaputt|down|zu|aber|dann|ne|nen|kein\\p{L}*)(?!\\p{L})',
      '(?:kann|muss|will|darf|soll|möchte|habe|hab|weiß|weiss|brauche|suche|finde) (?:ich|man) (?:auch|nur|so|mir|nicht|leider|schon|gut|verstehen|bestätigen|mir vorstellen|sagen|ja|doch|echt)(?!\\p{L})|(?:hatte|habe|hab|war|wusste|dachte|kannte|bin) (?:ich|wir)(?!\\p{L})|finde ich|find ich|sag mal(?! \\p{L})|das ',
    ].join('|')})`,
    'u',
  ),
  asksAtEnd: null,
};
