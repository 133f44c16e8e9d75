/** How people talk to a bot in French: what asks for nothing, and how they ask without a mark. */
import type { TalkRules } from './language.ts';
import { phrases, words } from './words.ts';

/** The French tables. */
export const TALK: TalkRules = {
  greetings:
    phrases(`bonjour; bjr; bonsoir; bsr; salut; slt; coucou; cc; kikou; hello; hey; hé; yo; wesh; re; rebonjour; re bonjour; allo; allô; bonne journée; bien le bonjour; salutations; hi; holà; salam; ciao;
ça va; ca va; comment ça va; comment ca va; comment vas tu; comment vas-tu; comment tu vas; comment allez-vous; comment allez vous; tu vas bien; vous allez bien; ça va bien; comment va; quoi de neuf; quoi de beau; ça roule; ça gaze; la forme; bien ou bien;
tu es là; t'es là; t es la; vous êtes là; es-tu là; il y a quelqu'un; y a quelqu'un; ya quelqu'un; quelqu'un; quelqu'un est là; tu m'entends; tu dors; tu fais quoi; que fais-tu; qu'est-ce que tu fais; enchanté; enchantée; ravi de te rencontrer; bienvenue; bon matin; bon après-midi`),
  thanks: phrases(
    `merci; mrc; mci; merci beaucoup; merci bcp; merci bien; merci infiniment; mille mercis; mille merci; merci mille fois; un grand merci; grand merci; merci d'avance; merci à toi; merci à vous; merci pour tout; merci pour l'aide; merci pour ton aide; merci pour votre aide; merci pour la réponse; merci pour ta réponse; merci pour votre réponse; merci pour l'info; merci de ton aide; je te remercie; je vous remercie; thanks; thx; ty; cimer; nickel merci; super merci; ok merci; c'est gentil; trop gentil; ça m'aide; ça aide; ça m'a aidé; très utile; c'est utile; utile; bon bot; t'es le meilleur; tu es le meilleur; tu es génial; t'es génial`,
  ),
  reactions:
    phrases(`ok; okay; oki; okey; d'accord; dac; d'acc; dacc; ça marche; ca marche; entendu; compris; j'ai compris; je comprends; je vois; ah; oh; ah bon; ah ok; ah oui; ah d'accord; euh; heu; hm; hmm; bah; ben; bof; tant pis; tant mieux; oui; ouais; ouai; ui; wi; yes; yep; non; nan; nope; si; peut-être; peut être; bien sûr; évidemment; exact; exactement; tout à fait; c'est vrai; c'est faux; vrai; faux; juste; correct; carrément; clair; c'est clair; bien; très bien; trop bien; pas mal; bon; super; cool; génial; top; parfait; excellent; magnifique; merveilleux; impressionnant; incroyable; intéressant; très intéressant; c'est intéressant; nickel; énorme; sympa; trop cool; bravo; bien joué; bien vu; félicitations; chapeau; drôle; marrant; trop drôle; triste; dommage; zut; mince; mdr; mdrr; ptdr; lol; haha; hihi; héhé; xd; omg; wow; waouh; ouah; oups; aïe; pardon; désolé; désolée; excuse; excuse-moi; excusez-moi; de rien; pas de souci; pas de soucis; pas de problème; pas grave; c'est pas grave; c'est rien; laisse tomber; oublie; peu importe; je sais pas; j'sais pas; je ne sais pas; chais pas; jsp; aucune idée; quoi; hein; comment; s'il te plaît; s'il vous plaît; stp; svp; test; ceci est un test; c'est un test; je teste; ping;
au revoir; aurevoir; à plus; a plus; à bientôt; à demain; à tout à l'heure; à toute; bonne nuit; bonne soirée; bon week-end; bonne chance; bon courage; adieu; bye; tchao; tchuss; bisous; bises; je t'aime; je t'adore; je te déteste; mauvais bot; bot nul; nul; c'est nul; tais-toi; ta gueule; stop; arrête; bonne réponse; belle réponse; bon travail; beau travail; hourra; youpi`),
  aboutBot:
    phrases(`aide; à l'aide; aide-moi; aide moi; aidez-moi; aidez moi; au secours; besoin d'aide; j'ai besoin d'aide; peux-tu m'aider; tu peux m'aider; pouvez-vous m'aider; vous pouvez m'aider; help; commandes; quelles sont les commandes; quelles commandes; liste des commandes; les commandes; mode d'emploi; menu; instructions;
comment ça marche; comment ca marche; comment tu marches; comment tu fonctionnes; comment fonctionnes-tu; comment ça fonctionne; comment fonctionne ce bot; comment marche ce bot; comment t'utiliser; comment on t'utilise; comment utiliser ce bot; comment utiliser; comment je fais; comment faire; comment poser une question; comment te poser une question; comment je pose une question; que dois-je faire; que faire;
qui es-tu; qui es tu; tu es qui; t'es qui; t es qui; qui êtes-vous; qui êtes vous; vous êtes qui; c'est qui; qu'es-tu; tu es quoi; t'es quoi; c'est quoi; c'est quoi ça; c'est quoi ce bot; qu'est-ce que c'est; qu'est-ce que tu es; quel est ton nom; comment tu t'appelles; comment t'appelles-tu; comment t'appelle tu; comment vous appelez-vous; ton nom; tu t'appelles comment; présente-toi; présente toi; présentez-vous; parle-moi de toi; parle de toi; qui t'a créé; qui t'a fait; qui t'a programmé; qui t'a codé; qui t'a inventé;
que peux-tu faire; que peux tu faire; tu peux faire quoi; tu sais faire quoi; que sais-tu faire; que sais tu faire; qu'est-ce que tu peux faire; qu'est-ce que tu sais faire; qu'est ce que tu sais faire; qu'est ce que tu peux faire; que pouvez-vous faire; à quoi tu sers; à quoi sers-tu; tu sers à quoi; à quoi ça sert; ça sert à quoi; que sais-tu; tu sais quoi; que puis-je demander; que puis-je te demander; qu'est-ce que je peux demander; qu'est-ce que je peux te demander; je peux te demander quoi; quelles questions puis-je poser; quelles questions je peux poser; que demander;
es-tu un bot; tu es un bot; t'es un bot; es-tu un robot; tu es un robot; t'es un robot; es-tu une ia; tu es une ia; t'es une ia; es-tu humain; tu es humain; t'es humain; es-tu réel; tu es réel; es-tu chatgpt; c'est un bot; je peux te poser une question; puis-je te poser une question; puis-je poser une question; je peux poser une question; j'ai une question; une question; question; petite question; j'aurais une question; quel âge as-tu; tu as quel âge; d'où viens-tu; tu viens d'où; parles-tu français; tu parles français; tu me comprends; tu comprends; dis quelque chose; dis bonjour; raconte une blague; raconte-moi une blague; dis une blague; fais une blague`),
  beside:
    words(`tout le monde tous toutes les gens gars amis ami mec frère poto bot robot toi vous moi à bien très trop beaucoup bcp et mais alors donc ah oh oui ok encore aussi là ici aujourd'hui
du coup hein stp svp mon ma mes cher chère c'est de la un peu vraiment lol mdr haha super voilà`),
  sources: phrases(
    `d'où; d'où ça vient; d'où ça sort; d'où vient ça; d'où vient cette info; d'où vient l'info; d'où tu tiens ça; d'où tu sors ça; d'où tiens-tu ça; d'où tenez-vous ça; ça vient d'où; ça sort d'où; tu sors ça d'où; tu tiens ça d'où; c'est tiré d'où; c'est tiré de quoi; où as-tu lu ça; où as-tu trouvé ça; où tu as lu ça; où tu as vu ça; tu as vu ça où; t'as vu ça où; tu as lu ça où; où est-ce écrit; où est ce écrit; c'est écrit où; où c'est écrit; où puis-je lire ça; où puis-je le lire; où lire ça; où je peux lire ça; qui dit ça; qui a dit ça; qui le dit; selon qui; d'après qui; d'après quoi; selon quoi; quel article; dans quel article; de quel article; c'est quel article; c'est dans quel article; ça vient de quel article; l'article entier; l'article complet; prouve-le; prouve le; montre-moi où; en lire plus; lire plus`,
  ),
  sourceWords: words(
    'source sources src lien liens preuve preuves référence références citation citations url link',
  ),
  sourceBeside:
    words(`la le les l un une des de du d tes ta ton ses quelle quelles quel quels est sont c'est quoi où pour ça cela ceci celà stp svp tu as t'as as-tu avez-vous vous il y a-t-il a on peut peux-tu je avoir me nous donner donne donne-moi montre montre-moi envoie besoin voir
et mais ok merci l'article cet cette information info réponse exacte bot s'il te plaît vous plait une`),
  doubts: phrases(
    `tu es sûr; t'es sûr; t es sur; tu es sur; tu es sûre; t'es sûre; es-tu sûr; es tu sûr; vous êtes sûr; êtes-vous sûr; tu es sûr de ça; t'es sûr de ça; t'es sûr de toi; tu es sûr de toi; es-tu sûr de toi; tu en es sûr; t'en es sûr; en es-tu sûr; es-tu certain; tu es certain; t'es certain; sûr de ça; sûr de toi; sûr et certain; à quel point es-tu sûr; à quel point c'est sûr; c'est sûr; c'est sûr ça; c'est bien vrai; est-ce sûr; est-ce vrai; est-ce que c'est vrai; est-ce que c'est sûr; est-ce exact; est-ce correct; est-ce juste; est-ce bien vrai; c'est fiable; est-ce fiable; est-ce que c'est fiable; c'est vraiment vrai; comment tu le sais; comment le sais-tu; comment tu sais ça; comment sais-tu ça; comment le savez-vous; qu'est-ce qui le prouve; je peux te faire confiance; puis-je te faire confiance; on peut te faire confiance; je n'y crois pas; j'y crois pas; je ne te crois pas; je te crois pas; j'en doute; permets-moi d'en douter; ça m'étonnerait; c'est pas possible; ce n'est pas possible`,
  ),
  doubtsIfAsked: phrases(
    `sûr; sûre; vraiment; sérieux; sérieusement; ah bon; certain; c'est vrai; vrai; exact; correct; juste; pour de vrai; c'est exact; c'est juste; c'est correct; fiable; ah oui`,
  ),
  leads:
    words(`et mais ou alors donc puis aussi ok okay d'accord bon ben bah ah oh hm euh bonjour bonsoir salut coucou hello hey merci beaucoup bien super cool génial top stp svp pardon désolé désolée
excuse du coup sinon au fait dis dites oui non ouais intéressant question bot les gars voilà attends`),
  asks: new RegExp(
    `^(?:${[
      "(?:(?:à|a|de|par|pour|dans|depuis|sur|avec|sous|vers|chez|avant|après|en|contre|selon|jusqu') ?)?(?:qui|que|quoi|quand|où|comment|cmt|pourquoi|pk|pq|combien|cb|quel|quelle|quels|quelles|lequel|laquelle|lesquels|lesquelles|d'où|jusqu'où|qu'est-ce|qu'est|qu'a|qu'ont|qu'était|qu'y|koi) \\S",
      '(?:pourquoi|comment ça|depuis quand|et alors pourquoi|combien|quand|où|qui)$',
      "(?:est-ce|est ce|c'est quoi|c'est qui|c'est où|c'est quand|c'est comment|c'est combien|c'est lequel|y a-t-il|y a t il|y'a-t-il|existe-t-il) ?\\S",
      '\\p{L}+-(?:t-)?(?:il|elle|on|ils|elles|vous|tu|nous|ce|je)(?![\\p{L}-]) ?\\S',
      "(?:l'|la |le |les )?(?:\\p{L}+ ){1,3}(?:est|a|fut|était|sont|peut|va|ont|étaient)-(?:t-)?(?:il|elle|on|ils|elles|ce)(?!\\p{L})",
      "et (?:le |la |les |l'|à |en |au )\\S+$",
      '(?:dis-moi|dis moi|dites-moi|dites moi|explique|explique-moi|expliquez|expliquez-moi|décris|décrivez|liste|listez|cite|citez|nomme|nommez|donne-moi|donne moi|donnez-moi|donne|montre-moi|montre moi|montrez-moi|trouve|trouve-moi|trouvez|cherche|cherchez|parle-moi|parle moi|parlez-moi|raconte|raconte-moi|racontez|résume|résumez|compare|comparez|définis|définissez|rappelle-moi) \\S',
      "(?:j'aimerais|je voudrais|je veux|j'aurais aimé|je souhaite|je souhaiterais) (?:bien )?(?:savoir|connaître|apprendre)(?!\\p{L})|je (?:cherche|me demande|me demandais) \\S|(?:tu sais|sais-tu|savez-vous|vous savez|quelqu'un sait|qqn sait|on sait|sait-on|tu connais|connais-tu) (?!(?:quoi|bien|pas)$)\\S",
    ].join('|')})`,
    'u',
  ),
  statements: new RegExp(
    `^(?:${[
      'quel(?:le)?s? (?:dommage|horreur|honte|bonheur|plaisir|chance|malheur|idée|bonne idée|surprise|galère|con|bordel|merveille|belle|beau|talent|folie|rigolade|que)(?!\\p{L})',
      "que (?:de |du bonheur|je |tu |dieu|demander de plus|veux-tu|voulez-vous)|qui (?:sait|l'eût|vivra|plus est|aurait cru)(?!\\p{L})(?! \\p{L}+ \\p{L}+ \\p{L}+)",
      "quand (?:même|je|tu|il|elle|on|nous|vous|ils|elles|j'|c'est)(?!\\p{L}-)|où (?:je|tu|on|nous|vous|que)(?!\\p{L})|comment (?:dire|te dire|je)(?!\\p{L})|pourquoi pas(?! \\p{L}+ \\p{L}+)|combien de fois (?:je|il faut)",
      '(?:vas|va|allez)-(?:y|vous|t)|(?:dis|dites|parle|tais|calme|assieds)-(?:vous|toi)|pardonnez-|(?:voyez|savez|comprenez)-vous$',
    ].join('|')})`,
    'u',
  ),
  asksAtEnd: / (?:quand|où|qui|quoi|combien|comment|pourquoi|lequel|laquelle)$/u,
};
