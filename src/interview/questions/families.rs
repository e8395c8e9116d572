//! How people ask about the things that every design depends on, whatever the prompt.

use crate::scoring::Family;

const fn family(weight: f32, phrases: &'static str) -> Family {
    Family { weight, worth: 0.85, phrases }
}

/// Phrases that ask for the same thing, parted by bars. The weight says how much a phrase tells by
/// itself: "how many" little, "how fast" much.
pub(super) const FAMILIES: &[Family] = &[
    // How much and how many.
    family(
        0.3,
        "how many | how much | number of | amount of | count of | quantity | no of | total | \
         roughly how many | volume of | how common | what share | fraction | percentage | what \
         part | proportion | ratio",
    ),
    family(
        0.55,
        "user | people | customer | person | somebody | dau | mau | wau | daily active | monthly \
         active | active users | user base | audience | member | visitor | population | \
         subscribers | who uses | folks | registered",
    ),
    family(0.6, "account | accounts | profile | registered users"),
    family(
        0.8,
        "traffic | qps | rps | tps | load | throughput | requests per second | requests a second \
         | queries per second | operations per second | per second | a second | how busy | \
         request rate | requests | calls | volume | scale | how big is this | how big is it | \
         hits | rate of | write rate | read rate | order of magnitude | busy | size of the \
         system | how large is this | how hard | hammered | how crazy | demand | how popular | footfall | sizing | capacity planning | sized for | hits per second | intensity | how intensive",
    ),
    family(
        0.7,
        "peak | spike | spiky | burst | bursty | busiest | worst minute | rush | surge | maximum \
         load | bad day | worst case | worst moment | evenly | uneven | busy hour | black friday \
         | peak factor | seasonal | smooth | sale day | worst hour | steady | how sharp | in the \
         evening | spread over the day",
    ),
    family(0.35, "per day | a day | daily | each day | every day | dau"),
    family(0.35, "per month | monthly | a month | mau"),
    family(
        0.8,
        "read heavy | write heavy | ratio of reads | read write | reads and writes | read to \
         write | reads or writes | r/w | read ratio | reads versus writes | mix of | compared \
         with | mostly reads | mostly writes | reads vs writes | gets and sets | gets against \
         puts | read write ratio | more reads | mostly lookups | lookups or updates | far more than | by what factor | for every write | per write",
    ),
    // How fast, how fresh, how safe.
    family(
        0.9,
        "latency | p99 | p95 | p50 | how fast | how quick | how quickly | response time | how \
         slow | milliseconds | ms | delay | how soon | speed | lag | turnaround | within what \
         time | real time | slow | fast | how long does it take | instant | instantly | \
         immediately | how long may it take | time budget | latency budget | respond | spinner | \
         wait | how late | quick | slo | performance | sla | non functional | nfr | percentile | \
         how snappy | snappy | responsive | sluggish | perf | may he wait | must it feel | time to | rapidly | overhead | tail latency | response times | slower | lookup time",
    ),
    family(
        0.9,
        "fresh | stale | up to date | out of date | outdated | lag | how soon | freshness | \
         propagate | become visible | show up | visible | take effect | eventual consistency | \
         eventually consistent | staleness | how old | how quickly | instantly | immediately | \
         at once | real time | live | delay | up to the second | be active | effective | go live \
         | appear | hit production | kick in | catch up | catches up | see the change | reach everybody | land",
    ),
    family(
        0.9,
        "consistency | consistent | eventual consistency | strong consistency | stale | read \
         your writes | linearizable | eventually consistent | out of sync | strongly consistent \
         | cap | up to the second | lag",
    ),
    family(
        0.9,
        "availability | available | uptime | downtime | nines | sla | slo | outage | reliability \
         | non functional | nfr | nfrs | how much can it be down | be down | maintenance window \
         | go down | is down | service level | high availability | down time | up time | \
         reliable | afford to be offline | round the clock | at night | 24/7 | unavailable | unavailability | fault tolerance | fault tolerant | resilience | resilient | how critical | service level target | be reachable | stay up",
    ),
    family(
        0.9,
        "lost | lose | loss | durable | durability | survive | data loss | vanish | dropped | \
         disappear | missing | never arrive | get lost | gone | drop | power cut | power goes out | power failure | swallow | swallowed | evaporate | reliably",
    ),
    family(
        0.9,
        "duplicate | dupe | dupes | dups | twice | exactly once | at least once | at most once | idempotent | double | \
         deduplicate | dedup | delivery guarantee | second time | copies | delivery semantics | \
         same thing again | repeated | copy",
    ),
    family(
        0.9,
        "down | fail | failure | crash | outage | breaks | dead | die | unavailable | goes wrong \
         | unreachable | goes away | not answer | fall over | broken | dies | fail open | fail \
         closed | times out | stops working | emergency | flaky | unreliable | unstable | hiccup | hang | hangs | blow up | melt | kaput | misbehave | acting up | is dead",
    ),
    family(
        0.9,
        "exact | accurate | precise | approximate | precision | accuracy | tolerance | strict | \
         how exact | error margin | margin of error | roughly right | punctual | tolerate | \
         tolerated | correct | to the second | inexact | a bit off | off by | false positives | \
         false negatives | overshoot | few more | slightly over | slip in | slip through | too \
         many",
    ),
    family(0.6, "worse | what is worse | matters more | what hurts more | rather | priority over"),
    // How long, how large.
    family(
        0.9,
        "retention | retain | ttl | expire | expiry | expiration | lifetime | time to live | how \
         long keep | how long do we keep | kept | keep | archive | purge | stored for | for ever \
         | forever | retained | how long | valid for | clean up | how far back | old | delete \
         after | go away | years ago | how old | storage duration | store | stored | thrown away \
         | throw away | history | permanent | permanently | remain | recoverable | validity | remain valid | period",
    ),
    family(0.5, "how long | duration | how much time | time limit | how many minutes"),
    family(
        0.8,
        "how big | how large | size | bytes | kb | mb | gb | kilobyte | megabyte | gigabyte | \
         terabyte | characters | payload size | how heavy | file size | tiny | biggest | largest \
         | how small | average size | storage | big | large",
    ),
    family(
        0.7,
        "limit | maximum | max | at most | cap | upper bound | quota | biggest | largest | \
         ceiling | upper limit | capped | no more than | restriction | longest",
    ),
    family(0.5, "average | avg | typical | usual | usually | mean | normal | median"),
    family(
        0.6,
        "how often | how frequently | frequency | rate of change | how frequent | how regularly | how many times | cadence | regularly",
    ),
    family(
        0.8,
        "growth | grow | growing | next year | in the future | in five years | projected | \
         expansion | expand | next few years | from now",
    ),
    family(
        0.8,
        "skew | hot | popular | celebrity | viral | uneven | hotspot | hot spot | long tail | \
         distribution | evenly | much larger than | dominate | whale | equally | most popular | \
         celebrities | famous | spread evenly | influencer",
    ),
    // Where, who, with what.
    family(
        0.9,
        "region | regions | country | countries | geography | global | worldwide | world | data \
         centre | data center | datacentre | datacenter | located | location of users | \
         continent | multi region | availability zone | international | cross region | where are \
         the users | where do users | geo | geographies | one place | dc | dcs | whole world | \
         where does it run | single region | europe | america | asia | multi dc | zones | us only | usa | united states | abroad | overseas | nationwide | across the globe | far apart | around the world | across continents",
    ),
    family(
        0.9,
        "language | locale | localised | translation | translated | i18n | script | alphabets | \
         english only | unicode | localisation | multilingual | accents",
    ),
    family(
        0.9,
        "client | web | mobile | platform | browser | ios | android | app | desktop | phone | \
         sdk | mobile app | laptop | frontend | which apps | tablet",
    ),
    family(
        0.8,
        "device | devices | phone | laptop | multi device | several devices | computer | machine \
         | tablet | several places | gadgets",
    ),
    family(
        0.8,
        "who calls | who uses | caller | consumer | internal or external | public api | third \
         party | producer | internal teams | who sends | internal only | clients | internal | \
         which services | upstream | who is calling | anonymous | who are the users | api users \
         | external customers | b2b | callers",
    ),
    family(
        0.9,
        "tenant | multi tenant | isolated | isolation | noisy neighbour | teams share | share it \
         | one team | kept apart | interfere | how many teams | multitenancy",
    ),
    family(
        0.9,
        "login | log in | sign in | authentication | auth | sign up | register | identity | sso \
         | password | credentials | signed in | logged in | anonymous | anonymously | need an \
         account | registration | signup | guest | authenticate | identity provider | \
         authenticated | signing in | identified | stranger | without an account | without signing in",
    ),
    family(
        0.9,
        "permission | role | access rights | acl | rbac | authorisation | who may | who can | \
         allowed to | access control | rights | roles | private | public | visibility | who is \
         allowed | share with | who sees | who should be able | any intern | in charge | control who | right to",
    ),
    family(
        0.9,
        "photo | video | image | picture | attachment | file | media | voice note | clip | \
         document | pdf | upload | audio | gif | text only | only text | plain text | multimedia | screenshot | binary | binaries | mp4 | png",
    ),
    family(
        0.9,
        "privacy | gdpr | personal data | pii | compliance | legal | regulation | law | \
         residency | sensitive | regulator | regulatory | confidential | ccpa | data protection \
         | legal requirements | secret",
    ),
    family(0.9, "encrypt | encryption | e2e | end to end encryption | encrypted | e2ee | cipher"),
    family(
        0.9,
        "audit | audit trail | auditor | who changed | who did what | compliance | history of \
         changes | audit log | trace who | auditing | auditable",
    ),
    family(
        0.9,
        "abuse | spam | bot | fraud | malicious | attack | ddos | scrape | misuse | gaming | \
         manipulation | phishing | hacker | scalper | attacker | bad actors | cheat | malware | \
         abusive | spammer | game the system | scraper | attacked | threat | scripts | trolls | \
         stolen | crook | criminal | bad guys | thief | fraudster | robot | automated | flood | evil | nasty | hostile | villain | script kiddie | harmful | threat model | breach | brute force",
    ),
    family(
        0.9,
        "moderate | moderation | offensive | blocklist | takedown | filter bad | inappropriate | \
         banned | illegal content | report abuse | hate speech | nsfw | blacklist | swear words \
         | censor | profanity | forbidden | adult content",
    ),
    family(
        0.9,
        "push notification | notification | alert | email | sms | notify | apns | fcm | wake the \
         phone | push message",
    ),
    family(
        0.9,
        "offline | disconnected | no network | without a network | connectivity | without \
         internet | bad connection | no signal | on a plane | without signal | poor network | \
         not online | reconnect | away | no connection | airplane | in the underground | flaky \
         network | connection drops | switched off | subway | underground | tunnel | elevator | basement | on a train | in the air | no wifi | loses signal | no reception | no coverage | dead zone",
    ),
    family(
        0.9,
        "concurrent | simultaneous | simultaneously | at the same time | online at once | \
         connected | in parallel | at once | concurrently | same moment | concurrency | same \
         time | same instant | connection | connections | open connections",
    ),
    family(
        0.9,
        "conflict | overwrite | merge | last write wins | race | concurrent edits | collide | \
         who wins | edit the same | same time | clobber | at the same time | both change | both edit | stomp | two people | two versions | simultaneous edits",
    ),
    family(0.9, "search | look up | full text | filter | find | searchable | text search"),
    family(
        0.9,
        "delete | remove | erase | take down | deletion | removal | deleted | removed | get rid \
         of | gdpr delete | taken down | throw away | get off | withdraw | withdrawn | retract | pull down | deactivate | purge | purged | wipe | forgotten | erasure | disappear for good",
    ),
    family(
        0.9,
        "undo | restore | trash | soft delete | recover | recycle bin | bring back | undelete | \
         roll back | reversible | get back | have it back | get it back | by mistake | oops | by accident | accidentally | wrong button | recovered",
    ),
    family(0.8, "edit | change | modify | update | alter | rename | edited"),
    family(0.9, "version | versions | revision | versioning | old versions"),
    family(0.9, "budget | cost | money | spend | expensive | cheap | price tag | cost limit"),
    family(
        0.9,
        "hardware | machine | server | node | memory | disk | ssd | infrastructure | cpu | ram | \
         cores | boxes | box | hosts | bandwidth | instances | cluster | fleet | vms | older copy | previous state | earlier state | prior",
    ),
    family(
        0.9,
        "analytics | statistics | stats | metrics | dashboard | report | reporting | tracking | \
         count clicks | insights | numbers for owners | bi",
    ),
    family(
        0.9,
        "order | ordering | sequence | sorted | chronological | sort | ordered | out of order | \
         swapped | in order | monotonic | newest first | sortable | ordering guarantees | \
         increasing",
    ),
    family(
        0.9,
        "rank | ranked | ranking | relevance | score | scoring | sort order | what comes first | \
         most relevant | scored | comes first | algorithmic | top of the list",
    ),
    family(0.9, "personal | personalised | personalisation | own history | per user | tailored"),
    family(
        0.9,
        "priority | urgent | prioritise | priorities | more important | urgency | critical | vip \
         | tier | tiers | premium | plan | plans",
    ),
    family(
        0.9,
        "time zone | timezone | dst | daylight saving | utc | local time | summer time | clock \
         change | tz",
    ),
    family(
        0.9,
        "schedule | cron | recurring | one off | interval | repeating | scheduled | periodic | \
         later | in advance | future | recur | repeat | once or | ahead of time",
    ),
    family(
        0.9,
        "retry | retries | again | resend | retried | back off | backoff | retry automatically | \
         try again",
    ),
    family(
        0.9,
        "existing | today | currently | legacy | already | in place | at the moment | from \
         scratch | greenfield | present | stack | infrastructure | right now | at present | current | nowadays | starting point | present state | replaced | inherit | inherited",
    ),
    family(0.9, "migrate | migration | legacy | move over | take over | existing data"),
    family(
        0.9,
        "provider | third party | vendor | partner | external service | psp | acquirer | outside \
         service | processor | stripe | gateway provider | external provider | twilio | external",
    ),
    family(0.9, "pay | payment | charge | paid | billing | money | card | paying | cash"),
    family(0.8, "refund | money back | chargeback | dispute | reimburse"),
    family(
        0.9,
        "currency | currencies | exchange rate | dollars | euros | multi currency | fx | convert",
    ),
    family(
        0.9,
        "out of scope | in scope | scope | leave out | leave aside | leave away | skip | ignore \
         | focus | focus on | part of this | exclude | mvp | not needed | features should | core \
         features | first version | do i need to cover | do i have to cover | should i cover | \
         concentrate | don't need | what can i drop | functional requirements | should i design \
         | do i have to design | do i design | do i need to design | need not | out for now | \
         limit the scope | yes or no | omit | exclude | excluded | not included | outside of this | falls outside | boundary | boundaries | limits of | not expected | expected from me | expected of me | not my concern | my job | unnecessary | not spend time | part of the task | part of the assignment | part of the exercise | restrict myself | minimum set | not relevant | left out | take care of | belongs to | not part",
    ),
    family(
        0.8,
        "why | purpose | motivation | problem | goal | what for | business reason | use case | \
         trying to solve | used for | business goal | hurts | pain | what for | actually wrong | what is wrong | why bother",
    ),
    family(0.5, "who | whose | by whom | who does it"),
    family(0.4, "where | from where | which place"),
    family(0.5, "when | until when | at what time | what moment | deadline"),
    family(0.5, "how do | how does | in what way | how is"),
    family(0.9, "cancel | cancelled | cancellation | back out | call off | stop | pause | abort"),
    family(0.9, "custom | customise | vanity | choose their own | own name | alias | pick"),
    family(0.9, "template | templates | wording | texts | copy text"),
    family(
        0.9,
        "opt out | unsubscribe | preferences | switch off | turn off | quiet hours | settings | \
         mute | disable | opt in | choose | select | assign | do not disturb | dnd | silence | stop getting | leave me alone | at night",
    ),
    family(0.9, "share | shared | sharing | collaborate | collaborator | invite"),
    family(0.9, "log | logs | output | result | results | status | outcome"),
    family(0.9, "team | engineer | developer | staff | people work on it | headcount | on call"),
    family(
        0.9,
        "deadline | timeline | time frame | time horizon | horizon | how many months | how many \
         weeks | be done | finished by | by when | until when | how long have we got | months | \
         weeks",
    ),
    family(
        0.9,
        "resources | effort | manpower | person months | person days | capacity | budget | \
         share of the time | hands",
    ),
    family(
        0.8,
        "operate | operated | operations team | operator | maintain | maintained | look after | \
         administer | on call | who runs | runs it | devops",
    ),
    family(
        0.8,
        "responsible | in charge | who decides | who may | owner | owned by | authorised | \
         permitted | who is allowed",
    ),
    family(
        0.9,
        "deprecation | deprecate | deprecated | sunset | notice | notice period | lead time | \
         phase out | warning | in advance | ahead | end of life",
    ),
    family(
        0.8,
        "inform | informed | notify | announce | announcement | contact | reach | communicate | \
         communication | get in touch | hear of it | let them know | warn",
    ),
    family(
        0.8,
        "attribute | attributes | field | fields | property | properties | schema | column | \
         columns | data model | what is stored about",
    ),
    family(0.9, "unique | uniqueness | collision | collide | clash | identical"),
    family(0.9, "infer | deduce | reveal | leak | give away | find out from | work out"),
    family(
        0.8,
        "protocol | protocols | rest | grpc | json | http | graphql | soap | communication \
         protocol | wire format",
    ),
    family(
        0.6,
        "automatic | automatically | by itself | by themselves | automated | by hand | manual | \
         manually | on their own",
    ),
    family(0.4, "several | multiple | more than one | many | various | different"),
    family(
        0.9,
        "upgrade | migrate | switch over | move over | adopt | adoption | follow | move to a \
         new | catch up | update their",
    ),
    family(
        0.8,
        "test | tests | testing | env | envs | environment | environments | staging | try it first | sandbox | trial | pipeline | ci | \
         build",
    ),
    family(
        0.8,
        "mistake | by accident | accidentally | wrong | error | incident | went wrong | broke | \
         broken",
    ),
    family(0.8, "seller | merchant | shop | vendor | sellers | merchants"),
    family(0.8, "buyer | customer | shopper | purchaser"),
    family(0.9, "commission | cut | fee | take rate | margin"),
    family(0.9, "stock | inventory | seat | place | capacity"),
    family(0.9, "browse | scroll | page | pages | paging | pagination | scrolling"),
    family(0.8, "group | room | channel | groups | group chat | rooms"),
    family(0.9, "seen | read receipt | receipt | tick | delivered | ticks | looked at | read by"),
    family(
        0.9,
        "presence | online | last seen | typing indicator | who is online | typing | is writing \
         | online status | is there right now",
    ),
    family(0.6, "message | msg | msgs | text message"),
    family(0.6, "request | requests | req | reqs | call | calls | hit | operation"),
    family(0.6, "job | task | run | execution | jobs | runs"),
    family(0.6, "page | document | site | website | host | domain | url | address"),
    family(0.6, "suggestion | completion | autocompletion | proposal | typeahead"),
    family(0.6, "query | search | phrase | term | searches | queries"),
    family(0.9, "typo | misspelling | fuzzy | typing mistake | spelling | misspelt"),
    family(0.9, "trending | breaking news | new topic | news | trend | trends"),
    // What the prompts are about.
    family(0.6, "driver | drivers | chauffeur | cabbie | car | cars | cab | taxi | vehicle"),
    family(0.6, "rider | passenger | riders | person who ordered | client in the car"),
    family(0.6, "ride | trip | journey | booking | rides | trips"),
    family(
        0.8,
        "price | fare | quote | surge | pricing | dynamic pricing | how expensive | rate card | \
         estimate",
    ),
    family(
        0.9,
        "position | location | gps | coordinates | whereabouts | ping | pings | where the car is \
         | location update",
    ),
    family(
        0.9,
        "map | maps | routing | navigation | directions | eta | arrival time | travel time | \
         road | roads",
    ),
    family(
        0.8,
        "accept | decline | refuse | reject | turn down | say no | ignore | ignores | react | \
         respond",
    ),
    family(0.6, "paste | snippet | pastes | snippets | text | piece of text"),
    family(0.6, "post | tweet | status update | posts | tweets | story"),
    family(
        0.8,
        "follow | follower | followers | friend | friends | fan | fans | followee | following | \
         friendship | subscribe to",
    ),
    family(0.7, "feed | timeline | home page | stream | news feed"),
    family(
        0.9,
        "like | likes | comment | comments | reaction | reactions | thumbs up | hearts | share \
         count",
    ),
    family(0.6, "file | folder | document | directory | files | folders"),
    family(0.9, "sync | synchronise | syncing | synchronisation | up to date everywhere"),
    family(
        0.8,
        "entry | entries | item | items | object | objects | key | keys | value | values | record \
         | records",
    ),
    family(
        0.9,
        "evict | eviction | pushed out | thrown out | evicted | lru | make room | fall out | full",
    ),
    family(0.9, "hit rate | hit ratio | miss | misses | cache miss | cold | warm | warm up"),
    family(
        0.9,
        "operation | operations | command | commands | data structure | data type | data types | \
         interface | methods | api calls | verbs",
    ),
    family(0.7, "template | campaign | newsletter | bulk | blast | marketing | promotional"),
    family(0.7, "one time code | otp | verification code | 2fa code | login code"),
    family(0.7, "link | short link | url | links | short url | alias"),
    family(0.7, "ticket | seat | place | chair | tickets | seats"),
    family(0.7, "note | notes | memo | task | entry"),
    family(0.8, "reminder | alarm | reminders | remind | due | alarms"),
    family(0.6, "flag | toggle | switch | feature toggle | flip | flags | flipped"),
    family(
        0.9,
        "guess | guessable | enumerate | predictable | sequential | guessed | walk through | \
         predict",
    ),
    family(0.5, "guy | man | woman | friend | wife | husband | colleague | boss | person"),
    family(0.7, "big | heaviest | monster | giant | outlier | extreme | extremely"),
];
