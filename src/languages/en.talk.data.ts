/** How people talk to a bot in English: what asks for nothing, and how they ask without a mark. */
import type { TalkRules } from './language.ts';
import { phrases, words } from './words.ts';

/** The English tables. */
export const TALK: TalkRules = {
  greetings:
    phrases(`hello; hi; hii; hey; heya; hiya; yo; sup; wassup; whats up; wsp; howdy; greetings; hi hi; hey hey;
good morning; good afternoon; good evening; good day; morning; evening; afternoon; gm; g'day; good to see you;
nice to meet you; pleased to meet you; how are you; how are u; how r u; how are you doing; how are you today;
how are things; how is it going; hows it going; how's your day; how do you do; how have you been; hru; you good; you ok;
are you there; you there; are you here; are you alive; are you awake; are you online; you alive; you up; anyone there;
anybody there; anyone here; anybody here; is anyone here; is anybody there; can you hear me; can you see this; long time no see;
welcome; welcome back; ahoy; aloha; hola; namaste; ciao`),
  thanks:
    phrases(`thanks; thank you; thank u; thankyou; thx; thnx; thanx; tnx; ty; tysm; tyvm; tyty; thank you so much;
thanks so much; many thanks; thanks a lot; thanks a bunch; thanks a ton; thanks a million; thanks for that;
thanks for the help; thanks for your help; thank you for your help; thanks for helping; thanks for the answer;
thanks for your time; thanks for the info; thank you for the info; much appreciated; appreciate it; i appreciate it;
appreciated; cheers; bless you; god bless; you are the best; you're the best; youre the best; ur the best;
you're awesome; you are awesome; you rock; good bot; best bot; nice bot; that helps; that helped; that was helpful;
very helpful; helpful; so helpful; got it`),
  reactions:
    phrases(`ok; okay; k; kk; okey; okie; oki; okok; okey dokey; alright; all right; aight; right; sure; sure thing; yes; yeah; yea; yep; yup;
ya; yess; no; nope; nah; no way; nvm; never mind; nevermind; forget it; lmao; lmfao; rofl; haha; hehe; hihi; xd; omg; omfg;
wow; woah; whoa; wtf; wth; what; wat; wut; huh; eh; hm; hmm; mhm; uh; um; oh; ah; aha; ahh; ooh; oof; ouch; oops; ups; yikes; damn;
nice; nice one; cool; great; awesome; amazing; perfect; excellent; fantastic; brilliant; wonderful; lovely; sweet; neat; epic; based;
good; very good; so good; not bad; fine; good one; good job; well done; nice job; great job; great answer; good answer;
nice answer; wrong; correct; true; false; exactly; indeed; agreed; same; i see; i know; i see it; i get it; understood; gotcha;
noted; makes sense; that makes sense; interesting; very interesting; fascinating; funny; very funny; so funny; sad; rip; gg; ez; pog; poggers; f;
bye; byebye; bye bye; goodbye; good bye; cya; see you; see ya; see you later; later; laters; gn; good night; goodnight; night; nite;
take care; have a nice day; have a good day; have a good one; have a great day; good luck; glhf; brb; afk; back; im back; i'm back;
sorry; my bad; mb; no problem; np; no worries; you're welcome; youre welcome; yw; please; pls; plz;
test; testing; this is a test; just testing; just a test; ping; pong; idk; i don't know; i dont know; dunno; idc; whatever; meh; boring; bruh; bro;
congrats; congratulations; yay; hooray; woohoo; love it; i love it; love you; i love you; ily; hate you; i hate you; bad bot; stupid bot; dumb bot; shut up; stop; stop it;
you're wrong; you are wrong; wdym; what do you mean; of course; ofc; absolutely; definitely; totally; fair; fair enough; smart; clever; impressive`),
  aboutBot:
    phrases(`help; help me; i need help; need help; please help; pls help; can you help; can you help me; could you help me; can you help me please;
halp; commands; what are your commands; what commands are there; what commands do you have; list commands; show commands; menu; instructions; usage; manual;
how does this work; how does it work; how do you work; how does this bot work; how do i use this; how do i use you; how to use; how to use this;
how to use you; how do i use this bot; how to use this bot; how do i ask; how do i ask you; how do i ask a question; how do i ask you something; how do i start; what do i do; what now;
who are you; who r u; who are u; who is this; who's this; who is this bot; who dis; what are you; what r u; what is this; what's this; what is this bot; what is this thing; what are u;
what is your name; what's your name; whats your name; your name; do you have a name; introduce yourself; tell me about yourself; tell us about yourself; about you; about yourself;
who made you; who created you; who built you; who wrote you; who is your creator; who owns you; who do you work for;
what can you do; what can u do; what can you do for me; what do you do; what do you know; what do you know about; what are you able to do; what are you for; what else can you do;
what can i ask; what can i ask you; what can i do; what can i do here; what should i ask; what to ask; what can i ask about; what kind of questions can i ask; what questions can i ask; what questions can you answer; what is your purpose; what's your purpose; whats your job;
are you a bot; are you a robot; are you an ai; are you ai; r u a bot; are you human; are you a human; are you a person; are you real; are you chatgpt; are you gpt; are you an llm; are you sentient; is this a bot; is this ai; are you a real person;
can i ask you something; can i ask you a question; can i ask a question; can i ask something; may i ask a question; may i ask you something; i have a question; i have a quick question; question; quick question; got a question; i want to ask something; i want to ask you something; i'd like to ask a question; can you answer questions; can you answer a question; how old are you; where are you from; what language do you speak; what languages do you speak; do you speak english; do you understand me; can you talk; can you speak; talk to me; say something; say hi; say hello; tell me a joke; tell a joke; make me laugh; sing a song`),
  beside:
    words(`there everyone everybody all guys folks friend friends mate bro bruh man dude buddy pal sir bot robot dear my lol haha hehe
so very much again too just then now well oh ok okay yes yeah and but a lot really again today please pls plz ah um u you for me it that this one
anyway btw actually tho though bud fam chat yall y'all world`),
  sources:
    phrases(`who says so; who says that; says who; who said so; who said that; who told you that; according to whom; according to who; according to what; on what basis; based on what;
where is that from; where is this from; where's that from; where's this from; wheres that from; where is it from; where's it from; where does that come from; where does this come from; where does it come from;
where did you get that; where did you get that from; where did you get this; where did you get this from; where did you find that; where did you find this; where did you read that; where does it say that; where does it say so; where does it say this; where is it written; where is that written; where was that; where can i read that; where can i read this; where can i read more; where can i find that; where can i find this; where can i see that;
which article; what article; which article is that; which article is that from; which article is this; which article is this from; in which article; from which article; what article is that from; what article is this from; can i read more; read more; full article; the full article; whole article; pics or it didn't happen; prove it; show me where; cite that; cite it; quote please`),
  sourceWords: words(
    'source sources src sauce link links proof evidence citation citations reference references cite url',
  ),
  sourceBeside:
    words(`what is are whats where wheres your the a any there for that this it to of article answer claim statement please pls plz do you have got can could i get me us give show send post share need
needed want may original and but so ok okay lol bot thanks cool nice hey hi with some which was were did find see exact`),
  doubts:
    phrases(`are you sure; you sure; are u sure; r u sure; sure about that; sure about this; you sure about that; are you sure about that; are you sure about this; are you sure about it; are you really sure; are you certain; are you positive; are you confident; how sure are you; how sure; how sure is that; how sure is this; how certain are you; how certain is that; how confident are you; how confident;
is that true; is this true; is it true; is that right; is this right; is it right; is that correct; is this correct; is it correct; is that so; is that a fact; is that accurate; is this accurate; is that real; is this real; is that certain; is this certain; is this reliable; is that reliable; how reliable is that; how reliable is this; how accurate is that; how accurate is this;
how do you know; how do you know that; how do you know this; how would you know; can i trust that; can i trust this; can i trust you; can i rely on that; can i rely on this; can we trust that; can we trust this; why should i believe that; why should i believe you; why should i trust you; do you really know that; i doubt it; i doubt that; i don't believe it; i don't believe that; i don't believe you; i dont believe you; i dont believe it; doubt it; doubtful; that can't be right; that cant be right; that doesn't sound right; that can't be true; that cant be true; no way that's true`),
  doubtsIfAsked: phrases(
    `really; seriously; srsly; for real; fr; sure; certain; true; correct; right; honestly; truly; 100%; is it; oh really; really really; you serious; are you serious; r u serious; you certain; reliable; accurate; is that all`,
  ),
  leads:
    words(`and but so or also then plus well ok okay k alright hm hmm um uh oh ah wow cool nice great good awesome lol haha hey hi hello yo thanks thank
you thx ty please pls plz sorry wait now btw anyway yes yeah yep no nope bot actually still interesting right question guys dude bro`),
  asks: new RegExp(
    `^(?:${[
      // Question words, and as they are shortened.
      `(?:(?:in|on|at|by|to|for|from|with|since|until|till|about|after|before|under|of|during) )?(?:who|whom|whose|what|which|when|where|why|how|wat|wut|wen|hows|whats|whos|wheres|whens|whys)(?:'s|'re|'d|'ll|'ve|s)? \\S`,
      '(?:why|how come|how so|why not|since when|what for|when|who|where|how)$',
      // A verb before its subject.
      "(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must|isn'?t|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t|didn'?t|hasn'?t|haven'?t|hadn'?t|can'?t|couldn'?t|won'?t|wouldn'?t|shouldn'?t) (?:it|he|she|they|we|you|u|i|there|this|that|these|those|the|any|some|all|both|most|anyone|anybody|someone|somebody|everyone|people|his|her|its|their|our|your|my|one) \\S",
      "(?:does|did|doesn'?t|didn'?t) [^\\s]+ \\S",
      '(?:is|are|was|were|has|do|will|can|could|should|would|must) (?:an? )?[^\\s]+ [^\\s]+ \\S',
      '(?:is|are|was|were) [^\\s]+ (?:ok|okay|allowed|true|possible|real|legal|free|safe|available|necessary|required|banned|mandatory|included|needed|open|dead|alive|finished|done|enough)$',
      // What is asked of whoever answers.
      '(?:tell me|tell us|explain|define|describe|summari[sz]e|compare|show me|give me|find me|find out|list|name|look up|search for|search|remind me|teach me|talk about|elaborate on) (?!(?:is|was|are|were|a break|it|that|this|yourself|him|her|them|one more|your|up)(?![\\p{L}]))\\S',
      "(?:i wonder|i was wondering|i am wondering|i'm wondering|i want to know|i wanna know|i need to know|i would like to know|i'd like to know|i want to learn|do you know|does anyone know|does anybody know|anyone know|anybody know|anyone knows|do we know|any idea|any info|any news|any word|looking for|i'm looking for|i am looking for|im looking for) \\S",
      'any [^\\s]+ (?:on|for|about|to|of|in|that|how|who|with) \\S',
      '(?:what|how) about \\S',
      'and (?:the|its|their|in|at) \\S+$',
    ].join('|')})`,
    'u',
  ),
  statements: new RegExp(
    `^(?:${[
      "what an? |what the (?:hell|heck|fuck|f)(?!\\p{L})|whatever|what (?:i|you|we|he|she|they|it|that|this) (?!(?:is|was|do|did)(?!\\p{L}))|what (?:matters|counts|else is new|could go wrong)|what(?:'s| is)? up$|what (?:nonsense|bullshit|fun|luck)",
      'how (?:nice|cool|awesome|cute|sad|funny|interesting|lovely|great|weird|strange|odd|dare|rude|embarrassing|ironic|convenient|fitting|sweet|kind|wonderful|exciting|amazing|beautiful|annoying|boring|dumb|stupid|ever|about no)(?!\\p{L})|how (?:it|this|that|they) (?:should|ought|is supposed|are supposed|was meant|used)(?!\\p{L})|which (?:reminds|means|brings|explains|makes|proves|shows) (?!\\S+ \\S+ \\S)|how (?:i|we) (?!(?:do|can|should|could|would)(?!\\p{L}))',
      '(?:when|where|which|who|whose) (?:(?:i|we|you|my|your) |(?:u|he|she|they|it) (?!(?:is|was|do|did)(?!\\p{L})))',
      "who (?:asked|cares|knew|knows|needs (?:it|that|this|sleep))$|who (?:would have|would've|wouldve|hurt)(?!\\p{L})|why not(?! \\p{L}+ \\p{L}+)|why thank",
      '(?:which|who|what) (?:is|was|are|were) (?:why|good|nice|great|cool|weird|what|not|fine|true|right|wrong|fun|funny|sad|bad|annoying|exactly|pretty|really|very|so|crazy|awesome|amazing|perfect|fair|odd|strange|kinda|just|also|always)(?!\\p{L})',
      "(?:is|was|are|were|does|did|has|do|have|can|could|will|would|should|may|might|must|don'?t|can'?t) (?:it|this|that) (?:again|for me|now|yourself|later|too|anyway|first|like this|like that|then|already|works|helps)(?!\\p{L})",
      '(?:is|was|are|were|has) (?:good|bad|fine|nice|great|cool|awesome|amazing|fun|funny|not|so|very|really|pretty|quite|too|also|just|still|always|never|been|be|being|wrong|right|true|false|ok|okay|perfect|interesting|helpful|what|why|how|where|when|who|like|gonna|going|done|better|worse|welcome|already|actually|probably|kinda|kind|sort|broken|down|back|here|in|on|at|for|to|from|with|literally|basically|definitely|totally|super|my|your)(?!\\p{L}) ?(?!(?:it|this|that|there|the) )',
      '(?:is|was|are|were) (?:an? (?:good|nice|great|bad|joke|lie|shame|pity|mistake|classic|legend|scam|mess|fact|thing|bit|lot|pain|big|really|very)|the (?:best|worst|same|point|thing|one|goat|problem|reason))(?!\\p{L})',
      '(?:have|had) (?:an?|fun|the|your|some|my|one|you a|it) |do (?:it|this|that|the|your|not|what|whatever|you(?: too| worst| best)?$)|(?:does|did) (?:not|nothing|it again|well)(?!\\p{L})',
      '(?:will|can|could|would|should|must) (?:do|be|not|never|only|also|just|have|confirm|relate|see|tell|say|hear|wait|imagine|understand|agree|try|check|go|take|read|ask|let|think|report|add|look|make|get|come|definitely|probably|use|still|always|totally|really|recommend|love|like|help|work|need|someone please)(?!\\p{L})',
      'may (?:the|you|it|this|he|she|they|your|all) (?:force|all|be|rest|have|day|luck)',
      "(?:can|could|will|would) you (?:not|believe|stop|shut|guys|imagine|please stop)(?!\\p{L})|don'?t (?:you )?(?:worry|know|care|mind|think|forget|do|be|get|tell|ask|say|want)(?!\\p{L})",
    ].join('|')})`,
    'u',
  ),
  asksAtEnd: / (?:can|should|could|may|what do) (?:i|we) (?:still |also |just |even )?\p{L}{2}/u,
};
