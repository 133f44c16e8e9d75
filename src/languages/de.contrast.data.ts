/** German words of which one cannot stand for the other in a question. */
import type { ContrastRules } from './language.ts';
import { apart, phrase, words } from './words.ts';

export const CONTRAST: ContrastRules = {
  negation: phrase(
    '(?<!oder )nicht|nie|niemals|kein|keine|keinen|keinem|keiner|keines|niemand|nichts|nirgends|weder|ohne|außer',
  ),
  apart:
    apart(`montag, montags / dienstag, dienstags / mittwoch, mittwochs / donnerstag, donnerstags / freitag, freitags / samstag, samstags, sonnabend, sonnabends / sonntag, sonntags;
januar / februar / märz / april / mai / juni / juli / august / september / oktober / november / dezember;
frühling, frühjahr / sommer / herbst / winter; morgen / abend / nacht; heute / gestern / morgen; tag / woche / monat / jahr / stunde / minute / sekunde / jahrzehnt / jahrhundert;
norden, nördlich / süden, südlich / osten, östlich / westen, westlich; links / rechts; oben / unten; innen, drinnen / außen, draußen; über / unter; vor, vorher / nach, nachher / während;
öffnen, öffnet, geöffnet, auf, offen / schließen, schließt, geschlossen, zu; anfangen, beginnen, beginnt, begann / enden, endet, endete, aufhören;
erste, erster, ersten / zweite, zweiter, zweiten / dritte, dritter, dritten / letzte, letzter, letzten / nächste, nächster; früh / spät;
höchste, höchster / tiefste, niedrigste; hoch, höhe / niedrig / tief, tiefe / breit, breite / lang, länge / kurz / alt, alter / schwer, gewicht / schnell, geschwindigkeit;
groß, größte / klein, kleinste; meiste, meisten / wenigste, wenigsten; maximal, höchstens, maximum / minimal, mindestens, minimum; beste, besten / schlechteste; alt / neu / jung; warm, heiß / kalt; schnell / langsam; billig / teuer; reich / arm; stark / schwach; leer / voll; öffentlich / privat;
gewinnen, gewann, gewonnen / verlieren, verlor, verloren; kaufen, kaufte, gekauft / verkaufen, verkaufte, verkauft / mieten; geben, gab / nehmen, nahm; senden, schicken / empfangen; ankommen, ankunft / abfahren, abfahrt; eintreten / austreten; steigen / fallen; bauen, baute, gebaut, erbaut / zerstören, zerstörte, abreißen, abgerissen; erstellen / löschen; hinzufügen / entfernen; erlaubt, dürfen / verboten; installieren / deinstallieren; hochladen / herunterladen;
geboren, geburt, geburtsort / gestorben, starb, tod / begraben; heiraten / scheiden; schreiben, schrieb, geschrieben, autor / lesen / singen, sang; lehren / lernen; gründen, gegründet / auflösen, aufgelöst; finden, entdecken, entdeckte / benennen;
mutter / vater; sohn / tochter; bruder / schwester; mann / frau; könig / königin; junge / mädchen; onkel / tante; eltern / kind, kinder; lehrer / schüler; erwachsene / kinder;
rot / blau / grün / gelb / schwarz / weiß / braun; fluss / see / meer; berg / tal; bus / bahn, zug / fähre / flugzeug / auto / fahrrad; hund, hunde / katze, katzen / pferd; frühstück / mittagessen / abendessen; einwohner / fläche; ursache / folge; vorteil, vorteile / nachteil, nachteile`),
  verbs: /(?:t|te|en)$/,
  light:
    words(`bekommen bekomme bekommt kriegen geben gibt nehmen nimmt bringen mitbringen gehen kommen machen macht brauchen brauche
braucht wollen benutzen wissen finden sehen sagen arbeiten lassen erlaubt möglich nötig eigentlich genau gerade heute noch bitte
menschen leute person personen anzahl zahl art weg sache grund ort jahr datum zeit uhr uhrzeit stunde name insgesamt ungefähr etwa
gelegen genannt bestimmt viel viele dauer dauert lange groß größe`),
};
