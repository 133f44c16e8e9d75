/** French words of which one cannot stand for the other in a question. */
import type { ContrastRules } from './language.ts';
import { apart, phrase, words } from './words.ts';

export const CONTRAST: ContrastRules = {
  negation: phrase("(?<!ou )pas|ne|jamais|aucun|aucune|personne ne|rien|sans|ni|sauf|n'[\\p{L}-]+"),
  apart: apart(`lundi / mardi / mercredi / jeudi / vendredi / samedi / dimanche;
janvier / février / mars / avril / mai / juin / juillet / août / septembre / octobre / novembre / décembre;
printemps / été / automne / hiver; matin / midi / soir / nuit; hier / aujourd'hui / demain; jour / semaine / mois / an, année / heure / minute / seconde / siècle;
nord / sud / est / ouest; gauche / droite; haut / bas; dedans, intérieur / dehors, extérieur; dessus / dessous; avant / après / pendant;
ouvrir, ouvre, ouvert, ouverte, ouverture / fermer, ferme, fermé, fermée, fermeture; commencer, commence, début, débute / finir, finit, fin, termine;
premier, première / deuxième, second, seconde / troisième / dernier, dernière / prochain, prochaine; tôt / tard;
haut, haute, hauteur / bas, basse / profond, profonde, profondeur / large, largeur / long, longue, longueur / court / vieux, âge / lourd, poids / rapide, vitesse;
grand, grande / petit, petite; plus / moins; maximum, maximal / minimum, minimal; meilleur, meilleure / pire; vieux, vieille, ancien, ancienne / nouveau, nouvelle / jeune; chaud / froid; rapide / lent; cher / gratuit; riche / pauvre; fort / faible; plein / vide; public / privé;
gagner, gagné, vainqueur / perdre, perdu; acheter, acheté / vendre, vendu, vendre / louer, loué; donner, donné / prendre, pris; envoyer, envoyé / recevoir, reçu; arriver, arrivée / partir, départ; entrer, entrée / sortir, sortie; monter / descendre; construire, construit / détruire, détruit, démolir; créer, créé / supprimer, supprimé; ajouter / retirer; permis, autorisé / interdit; installer / désinstaller; télécharger / téléverser;
né, née, naissance / mort, morte, mourir, décès / enterré, enterrée; marier, mariage / divorcer, divorce; écrire, écrit, auteur / lire / chanter, chanté; enseigner / apprendre; fonder, fondé, créa, fondateur / dissoudre, dissous; découvrir, découvert / nommer;
mère / père; fils / fille; frère / sœur; mari / femme; roi / reine; homme / femme; garçon / fille; oncle / tante; parent, parents / enfant, enfants; professeur / élève; adulte, adultes / enfant, enfants;
rouge / bleu / vert / jaune / noir / blanc; rivière, fleuve / lac / mer; montagne / vallée; bus / train / bateau / avion / voiture / vélo; chien, chiens / chat, chats; déjeuner / dîner; population / superficie; cause / conséquence; avantage / inconvénient`),
  verbs: /[estiu]$/,
  light:
    words(`obtenir donner donne prendre prend apporter aller venir faire fait falloir faut vouloir utiliser savoir trouver trouve voir
dire permis possible nécessaire exactement vraiment actuellement encore maintenant personne personnes gens nombre quantité sorte
façon chose raison endroit lieu année date heure heures nom environ situé appelé total temps durée`),
};
