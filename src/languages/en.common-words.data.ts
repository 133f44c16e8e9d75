/** The commonest words of English. */

/**
 * 2,000 words, commonest first: the order of the bundled model's own vocabulary, which is sorted by
 * frequency in its training text (see its card), without what is particular to that text's main
 * source (Australian names).
 */
export const COMMON_WORDS = `the of and to in that is for it we with on as be you are this have by or was from not but will
which they at an our their can what has he people government all his there more been about had
were if so would one who your other these do some when new very may time no also how well than
them now those its minister any into up think out most us first should many because years over two
ve work prime only my states make great such national re world just state like health through year
country could use public information much said get after united between way know made say then
where part federal going don system see me want here need number each important before good under
long being last must same both take own economic might him help community president even every
policy war go general right data did support today things different foreign during look change
symptoms party life day got services future back three often while service est american without
course development her high security million better total ll still countries per process another
trade point department south against tax down disease upon next question content come why social
resources end available does economy gov used syndrome best condition done since office within am
care business nation however including example mean she power common small making put team working
always interest human around called too place able open means questions experience few population
military less provide whether agencies growth believe let something blood program men industry
give research together political find education election international relations rate found terms
cause budget law case signs far history form second land term problems design agency given based
person money again never level fact increase body family include changes large mobile free pm area
understand whole thing major members act present further following little having lot view across
possible women order real doing group early symptom though already commonwealth issues house
children off matter man really particular cases set gene digital access age using project type
price nations needs meeting seen greater local plan certain areas management study position water
report yet strong capital patients four union short full north others treatment result individuals
decision risk issue period problem several either media clear become sure opportunity review
medical action name home private continue taken natural months specific among force affected times
energy until billion role users five court keep therefore hope governments past source situation
school east heart days john user technology market necessary america committee quite share income
building sometimes jobs cancer white control once cost least congress thought saying china cent
sense value parliament forces web particularly week address financial themselves peace agreement
rather related talk known perhaps administration low society investment thank left region ask
language job old ago pay conditions side build approach ever council city site came sign lead
taking british press improve students usually increased asked cells various getting families
individual morning line create century higher army key ensure special ways test involved series
although provides almost away university cannot recent big enough develop forward testing kind
young percent yes secretary western frequency policies product hard soon rights current food meet
https primary hand reform additional along later genetic deal website half climate rates lower
difficult challenge personal production start comes products learning response call progress
itself documents global looking defence mind west live conference bring groups practice
significant statement chief islands senate established feel sort produce list march decisions
learn visit head capacity run assistance standards levels moment took provided european laws
reason himself subject loss won affairs success europe causes interests impact coming parts above
nature opportunities training campaign certainly challenges includes single commission page whose
below projects relationship amount commitment gdp answer read account efforts air needed effect
face nothing evidence third non justice effective republic move code respect gold leaders benefits
show organization exchange class likely talking movement bank post six idea americans civil troops
inherited pressure consider words communities drug programs responsibility understanding
washington results demand member became shall especially inflation asia towards indeed step went
actually authority citizens industrial opposition received anything space generally species
disorder customer death reduce employment rare obviously thus importance speech tools central
skills focus tell sector staff night systems hundred beyond discussion volumes former freedom
circumstances longer note doesn close self japan regional living top constitution dr mutations
instead brought fair section ministers easy forms developed autosomal cell quality basis due york
required environment diplomatic table didn company date try held associated true led liberal
search french effort concerned matters benefit college june relation child legislation probably
historical unemployment according workers france consumption effects nor purpose supply throughout
modern expenditure gsa measures cultural bit range events prices strategy created knowledge treaty
schools material hts costs thousand arms sea wanted science vote considered occurs prevent pacific
event protection offer lives territory rest record potential worked thinking return told field
skin britain agreed leader goods average environmental standard volume king stage bill types
domestic degree equal middle factors co ahead wages difference similar directly began www critical
trying cut practices caused enemy executive independence companies ideas funding announced
developing occur earlier complete strength growing elected majority balance appropriate
discussions sir culture structure activity makes leadership expected allow expect continued direct
successful infrastructure tests front independent powers news black island principles quickly july
app weeks hands features red whom joint regard africa empire existing providing month soviet seems
prepared distribution pain brain september parties works client goals cabinet simple legal
everyone exports proper listed turn nuclear hours sent slide attention advice ii remember teams
annual leave partners ability mission measure december saw river passed serve everything addition
lost conduct function follow friends innovation treatments ground processes normal contribution
emperor simply spirit increasing maintain main labour nearly november task percentage behind
spending operation whatever email industries inaudible confidence gave km al alone contact views
center size play oil influence phenotype october shared activities says responsible severe debt
ontology pages recently branch birth clearly websites road physical wide debate northern story
businesses goal fall medlineplus protein de sources character paid april explain representatives
affect germany built concern safety essential official attack require january roman revenue
receive check haven else release points active manner final quantity ten secure message serious
heard deficiency police word started reasons limited finally indonesia proposed light deliver
appointed aid feature iraq division multiple fixed values add committed welcome markets published
near wealth abnormality fully claims advantage arrangements decided beginning met drugs yesterday
happen reach doubt video taxes scheme reduced outside hon choice stand fraction english complex
produced urban steps defense examined analytics august accept carbon royal intelligence politics
ought muscle identify weight ad late native leading performance participation vision remain
achieve software kingdom application useful discuss rise suggested determined hold senator
technical clinical join plain changed creating democratic eye planning designed highest seven text
employees round paper learned api zealand seem numbers cities cooperation publication generation
officers command uswds records african board supported goes interested raised clients operations
principle waste protect diagnosis gone rule communication happy interview document feedback easily
fund parents frequently ourselves seek agree twenty appear places journalist eyes previous therapy
overall requires increases happened served accessibility stop diabetes immediately felt basic cdc
extent greatest rural positive discussed failure emissions isn speak wrong recessive radio
internal persons shows electricity improved giving imports reports status typically crisis chance
popular link surgery exercise competition carry gas vietnam included allowed inheritance
association chapter property poor february begin officials online colleagues someone ready guide
wage currently considerable son actions premier trust overseas cross dollars apps larger audience
kidney agricultural helps disorders followed reached encourage firm introduced model tool
determine rules church coalition legislative presence remains korea constitutional banks healthy
institutions petroleum sub shown citizen ho requirements collected russia myself establish
materials dominant indigenous guinea agile lines analysis described damage org outcomes housing
eight takes variety plans wish pattern ambassador platform coast advance sites pass et studies
sufficient customers unless room copy signed advanced absolutely couple moving hear till title
opinion running chairman occasion worth released credit writing largest southern india ancient
italy avoid youth entire added violence broad solution thanks commodities subjects foundation
spent stock centre concerns elements grow love race immediate aware duty apply expressed
initiative chinese easier toward differences rome opening agreements anyone courts fire
establishment details relevant examples original internet conflict st prosperity commercial
hospital helped written father german wales extra democracy governor reported regular reading
reserves safe none battle bone context wants stay recovery network deep coal institute funds bad
base promote continuing spread export mp proportion citizenship prince insurance trump improving
separate helping faith saint closely links difficulty location gives spend student wouldn reforms
improvement unit raise putting art charge frus methods proud construction carried practical except
fight unknown urbanization mentioned communications book instance spanish send package smaller
assist doctor direction agenda treated contribute fundamental moved diseases senior pollution
estimate employed respond genes presented stated scale bureau rich facts animals soldiers
negotiations pleased properly introduction hour fear formed asking victory fellow convention iron
otherwise anti solutions database personnel comprehensive components completely partnership seemed
disability officer highly claim noted accepted effectively meaning powerful organizations embassy
break cold exactly consumer delivery accessible god lack believed peter request starting supreme
linked strongly allows enormous tonight inhabitants resource delivered representation launch
welfare guidance older choose recognition millions weapons reduction article knew productivity
placed transcript languages taxation assembly looked strategic achieved miles thousands commerce
proposal abnormal changing mark engagement despite options developers focused subscriptions
commonly engaged eastern session oh treat england necessarily ports elections danger experiences
voice notes paul george please informed definitions nurses competitive recommendations truth
difficulties researchers trials farmers director usa mental turned external length write
assessment tasks yourself religion consideration vital career parliamentary agriculture un
equipment supporting letter indian consistent silver guidelines component earth substantial
background pretty threat objective sharing adopted save buy capita liver mining upper feeling
participants rough dollar green via index speaking william professional devices usability latter
gain provider indicated summit weakness becomes mouth registry valuable com chamber everybody
sought purposes seeking topic files hearing chronic minutes ones economies trading framework track
entirely russian emergency responsibilities uses comment reality launched object sound equally
ultimately expansion selection detail papers afghanistan enable professor resolution identified
daily happens savings decade heritage religious affects standing presidential describe london
stronger feet prevention ordinary cuts reference liberty robert border outcome alcohol deficit
payments surplus recognized survey judges tried figure neither represented naturally transport
seeing intellectual slavery permanent kept instructions offered nursing approximate completed
manage revolution dictionary gentlemen mother james pre town poverty relief applied enterprise
represent profit japanese meetings remained win blog numerous appears rent david provinces deputy
alliance extraordinary household heavy friendly sex station returned marine traditional born
franklin aboriginal armed judge flow secret efficient comments solid female relationships
proposals directed master rapid allies male approximately spoke meant factor dealing manufacturing
understood productive enter corps previously increasingly maintained conversation summary friend
woman nine sides immigration priority figures pleasure latest nurse approved fiscal argument
technologies decide bringing keeping childhood principal infection functions attempt arts
progressive medications interesting parent referred method initiatives digitalgov afford extended
depends delay treasurer ocean expense el documentation acting engage library smith cover disaster
recommended unique huge covered version duties passage strategies investigation fast initial
regarding alternative joined desire terrorism egypt slow prior spain stability grant inquiry shape
programme drive objectives willing purchase suggest implementation mutual workforce administrative
paying estimated gun double tough divided theory talked partner wasn forum reasonable sovereign
adults gst reflect accounts installed roads ladies mass christian distinguished actual topics
behalf lay cubic authorities trial tissue transition scope reducing path kids expenditures
compared quarter target recession improvements unions core confident reserve watch veterans
finding driven dangerous vessels stories occasions clearance inside infections geographic asian
creation payment style identity travel declassification experts decades hospitals producing
obligation fighting appointment applications cloud peoples occurred exist heads camp congenital
pointed concept substance dap relatively tend arab greatly`;
