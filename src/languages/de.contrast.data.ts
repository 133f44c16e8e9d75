/** German words of which one cannot stand for the other in a question. */
import type { ContrastRules } from './language.ts';
import { apart, groups, inFull, phrase, words } from './words.ts';

export const CONTRAST: ContrastRules = {
  negation: phrase(
    '(?<!oder )nicht|nie|niemals|kein|keine|keinen|keinem|keiner|keines|niemand|nichts|nirgends|weder|ohne|außer',
  ),
  apart:
    apart(`montag, montags / dienstag, dienstags / mittwoch, mittwochs / donnerstag, donnerstags / freitag, freitags / samstag, samstags, sonnabend, sonnabends / sonntag, sonntags;
januar / februar / märz / april / mai / juni / juli / august / september / oktober / november / dezember;
frühling, frühjahr / sommer / herbst / winter; morgen / abend / nacht; heute / gestern / morgen; tag / woche / monat / jahr / stunde / minute / sekunde / jahrzehnt / jahrhundert;
norden, nördlich / süden, südlich / osten, östlich / westen, westlich; warum, wieso, weshalb / wann / wo / wer, wem, wen, wessen;
links / rechts; oben / unten; innen, drinnen / außen, draußen; über / unter; vor, vorher / nach, nachher / während;
öffnen, öffnet, geöffnet, auf, offen / schließen, schließt, geschlossen, zu; anfangen, beginnen, beginnt, begann / enden, endet, endete, aufhören;
erste, erster, ersten / zweite, zweiter, zweiten / dritte, dritter, dritten / letzte, letzter, letzten / nächste, nächster; früh / spät;
höchste, höchster / tiefste, niedrigste; hoch, höhe / niedrig / tief, tiefe / breit, breite / lang, länge / kurz / alt, alter / schwer, gewicht / schnell, geschwindigkeit;
groß, größte / klein, kleinste; meiste, meisten / wenigste, wenigsten; maximal, höchstens, maximum / minimal, mindestens, minimum; beste, besten / schlechteste; alt / neu / jung; warm, heiß / kalt; schnell / langsam; billig / teuer; reich / arm; stark / schwach; leer / voll; öffentlich / privat;
gewinnen, gewann, gewonnen / verlieren, verlor, verloren; kaufen, kaufte, gekauft / verkaufen, verkaufte, verkauft / mieten; geben, gab / nehmen, nahm; senden, schicken / empfangen; ankommen, ankunft / abfahren, abfahrt; eintreten / austreten; steigen / fallen; bauen, baute, gebaut, erbaut / zerstören, zerstörte, abreißen, abgerissen; erstellen / löschen; hinzufügen / entfernen; erlaubt, dürfen / verboten; installieren / deinstallieren; hochladen / herunterladen;
geboren, geburt, geburtsort / gestorben, starb, tod / begraben; heiraten / scheiden; schreiben, schrieb, geschrieben, autor / lesen / singen, sang; lehren / lernen; gründen, gegründet / auflösen, aufgelöst; finden, entdecken, entdeckte / benennen;
mutter / vater; sohn / tochter; bruder / schwester; mann / frau; könig / königin; junge / mädchen; onkel / tante; eltern / kind, kinder; lehrer / schüler; erwachsene / kinder;
rot / blau / grün / gelb / schwarz / weiß / braun; fluss / see / meer; berg / tal; bus / bahn, zug / fähre / flugzeug / auto / fahrrad; hund, hunde / katze, katzen / pferd; frühstück / mittagessen / abendessen; einwohner / fläche; ursache / folge; vorteil, vorteile / nachteil, nachteile`),
  alike:
    groups(`hoch = höhe; tief = tiefe; breit = breite; lang = länge = dauern = dauer; alt = alter; schwer = gewicht = wiegen; weit = entfernung = entfernt = strecke; schnell = geschwindigkeit = tempo; groß = größe = fläche; heiß = temperatur = warm; stark = stärke;
kosten = preis = gebühr = bezahlen = zahlen = beitrag; teuer = preis = kosten; kostenlos = gratis = umsonst = frei; mieten = leihen = ausleihen; kaufen = erwerben; erstattung = geld zurück = erstattet; strafe = bestraft = bestrafung;
bauen = erbauen = erbauer = errichten = bau = gebaut; entwerfen = entwurf = architekt = entworfen; gründen = gründer = gründung = gegründet; erfinden = erfinder = erfunden = erfindung; entdecken = entdecker = entdeckt;
schreiben = autor = verfasser = geschrieben = verfasst; komponieren = komponist = komponiert = vertont; malen = maler = gemalt; besitzen = besitzer = eigentümer = gehören = gehört; leiten = leiter = leitung = chef; finanzieren = bezahlen = finanziert = bezahlt;
gewinnen = gewinner = sieger = gewonnen = gewann; geboren = geburtsort = geburt = welt; sterben = tod = gestorben = starb; begraben = grab = beerdigt; heiraten = verheiratet = ehefrau = ehemann = frau = mann;
beginnen = anfangen = beginn = anfang = starten = beginnt = begann; enden = ende = aufhören = endet; öffnen = öffnet = geöffnet = öffnungszeiten = offen; schließen = geschlossen = schließt; grund = ursache = warum = weshalb; passieren = geschehen = wurde aus;
mitglied = mitgliedschaft = mitgliedsbeitrag; mitgliedsbeitrag = mitgliedschaft kosten = beitrag; einwohner = bevölkerung = leute leben = menschen leben; anzahl = zahl = viele; maximal = höchstens = höchste; mindestens = mindest = minimal;
ändern = wechseln = verändern; löschen = entfernen; anmelden = anmeldung = registrieren; kündigen = kündigung = austreten; erlaubt = gestattet = dürfen = darf; verboten = untersagt; nötig = erforderlich = notwendig = muss; bedeuten = bedeutung = heißen = heißt = bedeutet; unterschied = unterscheiden = unterscheidet;
liegen = befinden = befindet = liegt = finden = finde = lage; frist = spätestens = fällig = stichtag; kontakt = erreichen = kontaktieren = wenden; sprache = sprechen = gesprochen; bilder = fotos; auto = wagen; jährlich = jedes jahr; zutaten = gehört in`),
  reworded: inFull(
    `um wie viel uhr = wann; um wieviel uhr = wann; wie viel uhr = wann; höchstens = maximal; welches alter hat = wie alt ist; wie groß ist die höhe = wie hoch ist`,
  ),
  naming: words('was welche welcher welches welchen welchem'),
  kinds: [
    [
      'number',
      words(
        'höhe länge breite tiefe gewicht größe alter geschwindigkeit entfernung preis kosten gebühr zahl anzahl temperatur fläche dauer druck',
      ),
    ],
    ['time', words('datum frist jahr tag zeit uhrzeit monat')],
    ['place', words('ort lage stelle geburtsort')],
    ['reason', words('grund gründe ursache ursachen')],
  ],
  ways: [words('von vom aus'), words('nach zu zum zur bis')],
  verbs: /(?:t|te|en)$/,
  light:
    words(`bekommen bekomme bekommt kriegen geben gibt nehmen nimmt bringen mitbringen gehen kommen machen macht brauchen brauche
braucht wollen benutzen wissen finden sehen sagen arbeiten lassen erlaubt möglich nötig eigentlich genau gerade heute noch bitte
menschen leute person personen anzahl zahl art weg sache grund ort jahr datum zeit uhr uhrzeit stunde name insgesamt ungefähr etwa
gelegen genannt bestimmt viel viele dauer dauert lange groß größe`),
};
