/** The commonest words of French that carry a topic. */

/** Base forms, commonest first, roughly: written from memory for this project, no corpus behind it. */
export const COMMON_WORDS = `an année temps jour homme monde vie pays partie grand nouveau premier ville
nombre état guerre nom femme groupe dernier petit place cas fin travail point gouvernement question droit
roi histoire société politique général national français pouvoir devoir vouloir aller venir voir savoir
donner prendre trouver mettre dire parler passer rester devenir tenir porter demander laisser croire
monde europe france paris ministre président loi système main chose eau père mère enfant fils fille frère
famille maison siècle mois semaine heure moment époque période date région département commune province
village rue quartier centre nord sud est ouest mer rivière fleuve île montagne forêt terre lac côte port
frontière territoire population habitant peuple langue culture religion église dieu saint art musique film
livre œuvre auteur écrivain artiste peintre compositeur acteur chanteur roman poème chanson album théâtre
musée école université élève étudiant professeur étude science recherche chercheur scientifique théorie
méthode résultat exemple effet cause raison rapport relation forme type sorte espèce genre classe ordre
niveau ensemble nature caractère qualité quantité valeur prix coût argent franc euro dollar banque marché
économie économique entreprise industrie production produit commerce service client usine machine
technique technologie énergie pétrole gaz fer or argent métal pierre bois papier couleur blanc noir rouge
vert bleu jaune long court haut bas large profond lourd léger fort faible rapide lent chaud froid jeune
vieux ancien moderne public privé libre important principal différent même autre seul certain possible
nécessaire simple difficile facile vrai faux bon mauvais meilleur mort naissance vivre naître mourir
travailler jouer lire écrire entendre comprendre penser sentir aimer chercher montrer présenter permettre
utiliser servir créer fonder construire bâtir ouvrir fermer commencer finir terminer continuer suivre
arriver partir sortir entrer revenir retourner tomber monter descendre vendre acheter payer gagner perdre
battre tuer attaquer défendre détruire produire développer augmenter réduire changer apprendre enseigner
recevoir obtenir appeler nommer élire choisir considérer représenter composer comporter contenir
comprendre exister situer trouver diriger commander gouverner régner signer publier paraître proposer
accepter refuser décider interdire autoriser participer organiser former armée soldat bataille troupe
général officier chef combat victoire défaite paix traité accord alliance empire empereur reine prince
duc comte évêque pape révolution république parti élection député assemblée conseil membre parlement
sénat tribunal justice juge police crime prison peine droit liberté égalité constitution article projet
programme plan action mouvement mesure décision organisation association institution direction équipe club
joueur match championnat saison titre coupe course sport jeu victoire record médaille train avion bateau
navire voiture route pont gare ligne aéroport moteur vitesse distance longueur hauteur largeur profondeur
surface superficie température pression poids taille masse volume degré mètre kilomètre tonne litre
animal oiseau poisson chien chat cheval plante arbre fleur feuille fruit graine corps tête cœur main pied
œil sang os peau cellule maladie médecin hôpital traitement santé soin médicament virus bactérie gène
nourriture pain viande vin lait repas cuisine table porte fenêtre salle chambre mur toit bâtiment château
palais cathédrale tour jardin parc monument construction architecture style ligne image photo couleur
lumière son bruit voix mot phrase lettre texte page ligne journal presse télévision radio émission
information message réseau internet site ordinateur logiciel donnée code jour nuit matin soir printemps
été automne hiver janvier février mars avril mai juin juillet août septembre octobre novembre décembre
lundi mardi mercredi jeudi vendredi samedi dimanche hier demain début milieu début suite surtout souvent
parfois jamais toujours encore environ plusieurs beaucoup majorité moitié tiers quart partie total million
milliard millier centaine dizaine deux trois quatre cinq six sept huit neuf dix cent mille second troisième
international européen américain anglais allemand britannique espagnol italien russe chinois mondial local
régional central militaire civil social culturel religieux historique naturel humain physique chimique
allemagne angleterre espagne italie russie chine amérique afrique asie`;
