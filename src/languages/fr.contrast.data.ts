/** French words of which one cannot stand for the other in a question. */
import type { ContrastRules } from './language.ts';
import { apart, groups, inFull, phrase, words } from './words.ts';

export const CONTRAST: ContrastRules = {
  negation: phrase("(?<!ou )pas|ne|jamais|aucun|aucune|personne ne|rien|sans|ni|sauf|n'[\\p{L}-]+"),
  apart: apart(`lundi / mardi / mercredi / jeudi / vendredi / samedi / dimanche;
janvier / février / mars / avril / mai / juin / juillet / août / septembre / octobre / novembre / décembre;
printemps / été / automne / hiver; matin / midi / soir / nuit; hier / aujourd'hui / demain; jour / semaine / mois / an, année / heure / minute / seconde / siècle;
pourquoi / quand / comment;
nord / sud / est / ouest; gauche / droite; haut / bas; dedans, intérieur / dehors, extérieur; dessus / dessous; avant / après / pendant;
ouvrir, ouvre, ouvert, ouverte, ouverture / fermer, ferme, fermé, fermée, fermeture; commencer, commence, début, débute / finir, finit, fin, termine;
premier, première / deuxième, second, seconde / troisième / dernier, dernière / prochain, prochaine; tôt / tard;
haut, haute, hauteur / bas, basse / profond, profonde, profondeur / large, largeur / long, longue, longueur / court / vieux, âge / lourd, poids / rapide, vitesse;
grand, grande / petit, petite; plus / moins; maximum, maximal / minimum, minimal; meilleur, meilleure / pire; vieux, vieille, ancien, ancienne / nouveau, nouvelle / jeune; chaud / froid; rapide / lent; cher / gratuit; riche / pauvre; fort / faible; plein / vide; public / privé;
gagner, gagné, vainqueur / perdre, perdu; acheter, acheté / vendre, vendu, vendre / louer, loué; donner, donné / prendre, pris; envoyer, envoyé / recevoir, reçu; arriver, arrivée / partir, départ; entrer, entrée / sortir, sortie; monter / descendre; construire, construit / détruire, détruit, démolir; créer, créé / supprimer, supprimé; ajouter / retirer; permis, autorisé / interdit; installer / désinstaller; télécharger / téléverser;
né, née, naissance / mort, morte, mourir, décès / enterré, enterrée; marier, mariage / divorcer, divorce; écrire, écrit, auteur / lire / chanter, chanté; enseigner / apprendre; fonder, fondé, créa, fondateur / dissoudre, dissous; découvrir, découvert / nommer;
mère / père; fils / fille; frère / sœur; mari / femme; roi / reine; homme / femme; garçon / fille; oncle / tante; parent, parents / enfant, enfants; professeur / élève; adulte, adultes / enfant, enfants;
rouge / bleu / vert / jaune / noir / blanc; rivière, fleuve / lac / mer; montagne / vallée; bus / train / bateau / avion / voiture / vélo; chien, chiens / chat, chats; déjeuner / dîner; population / superficie; cause / conséquence; avantage / inconvénient`),
  alike:
    groups(`haut = hauteur = élevé; profond = profondeur; large = largeur; long = longueur = durée = durer = dure; âge = vieux = ancien; lourd = poids = peser = pèse; loin = distance; rapide = vitesse; grand = taille = superficie; chaud = température;
coûter = prix = tarif = coûte = payer = cher; gratuit = gratuitement; louer = location; acheter = achat; rembourser = remboursement = remboursé;
construire = construit = construction = bâtir = bâti; concevoir = architecte = conçu; fonder = fondateur = fondé = création = créé; inventer = inventeur = inventé; découvrir = découvert = découverte;
écrire = auteur = écrit = écrivain; composer = compositeur = composé; peindre = peintre = peint; posséder = propriétaire = appartenir = appartient; diriger = directeur = dirige = chef; financer = payer = financé = payé;
gagner = vainqueur = gagnant = remporter = remporté = gagné; né = naissance = née = naître; mourir = mort = décès = décédé; enterré = tombe = inhumé; épouser = marié = femme = mari = épouse;
commencer = début = commence = débuter; finir = fin = terminer = termine = finit; ouvrir = ouverture = horaires = ouvert = ouvre; fermer = fermé = fermeture = ferme; avoir lieu = tenir = se déroule = lieu = tient; raison = cause = pourquoi; passer = arriver = devenu = sort;
habitants = population = vivent; nombre = combien; maximum = maximal = plus; changer = modifier; supprimer = effacer; inscrire = inscription; permis = autorisé = droit; interdit = défendu; nécessaire = obligatoire = faut; signifier = signification = veut dire = sens; différence = différent = distingue;
trouver = situé = trouve = situe; date limite = dernier délai; contacter = joindre; langue = parle = parlé; photos = images; voiture = auto; ingrédients = composition`),
  reworded: inFull(
    `à quelle heure = quand; en quelle année = quand; à quelle date = quand; à quel endroit = où; quel âge a = quel est l'âge de`,
  ),
  naming: words('quel quelle quels quelles'),
  kinds: [
    [
      'number',
      words(
        'hauteur longueur largeur profondeur poids taille âge vitesse distance prix tarif nombre température superficie durée pression',
      ),
    ],
    ['time', words('date année jour heure mois')],
    ['place', words('lieu endroit emplacement')],
    ['reason', words('raison raisons cause causes')],
  ],
  ways: [words('de du des depuis'), words('à au aux vers jusque')],
  verbs: /[estiu]$/,
  light:
    words(`obtenir donner donne prendre prend apporter aller venir faire fait falloir faut vouloir utiliser savoir trouver trouve voir
dire permis possible nécessaire exactement vraiment actuellement encore maintenant personne personnes gens nombre quantité sorte
façon chose raison endroit lieu année date heure heures nom environ situé appelé total temps durée`),
};
