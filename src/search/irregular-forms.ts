/** Irregular English forms that no suffix rule brings together: "wrote" and "written" are "write". */

const FORMS = `arise:arose,arisen bear:bore,born,borne,birth beat:beaten become:became begin:began,begun
bind:bound bite:bit,bitten bleed:bled blow:blew,blown break:broke,broken bring:brought
build:built burn:burnt buy:bought catch:caught child:children choose:chose,chosen,choice come:came
cost:costs creep:crept deal:dealt die:died,death,dying,dead dig:dug draw:drew,drawn drink:drank,drunk
drive:drove,driven eat:ate,eaten fall:fell,fallen feed:fed feel:felt fight:fought find:found
flee:fled fly:flew,flown foot:feet forbid:forbade,forbidden forget:forgot,forgotten
freeze:froze,frozen get:got,gotten give:gave,given go:went,gone grow:grew,grown,growth
hang:hung hear:heard hide:hid,hidden hold:held keep:kept know:knew,known,knowledge lay:laid lead:led
leave:left lend:lent life:lives live:lived lose:lost,loss make:made man:men mean:meant meet:met mouse:mice
pay:paid person:people,persons prove:proven ride:rode,ridden ring:rang,rung rise:rose,risen run:ran
say:said see:saw,seen seek:sought sell:sold,sale,sales send:sent shake:shook,shaken shine:shone
shoot:shot,shoots show:shown sing:sang,sung sink:sank,sunk sit:sat sleep:slept speak:spoke,spoken,speech
spend:spent spring:sprang,sprung stand:stood steal:stole,stolen stick:stuck strike:struck,stricken
swear:swore,sworn sweep:swept swim:swam,swum take:took,taken teach:taught tear:tore,torn
tell:told think:thought throw:threw,thrown tooth:teeth understand:understood wake:woke,woken
wear:wore,worn weave:wove,woven win:won withdraw:withdrew,withdrawn,withdrawal woman:women
write:wrote,written`;

const BASE_OF: ReadonlyMap<string, string> = new Map(
  FORMS.split(/\s+/).flatMap((entry) => {
    const [base = '', forms = ''] = entry.split(':');
    return forms.split(',').map((form): [string, string] => [form, base]);
  }),
);

/** The base form of an irregular lower-case English word, or the word itself. */
export function baseForm(word: string): string {
  return BASE_OF.get(word) ?? word;
}
