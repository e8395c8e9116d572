//! What is asked about nearly every system, and the everyday ways of asking it.
//!
//! Where one fact of a prompt is about such a subject, it is asked for in these ways, too; where
//! none is, the subject stands beside the facts and takes such questions from them.

use super::elsewhere::Subject;

const fn subject(marks: &'static str, ways: &'static str) -> Subject {
    Subject { marks, ways }
}

pub(super) const COMMONPLACE: &[Subject] = &[
    subject(
        "how many users | active users | dau | user base | number of users | how many people | \
         daily users | monthly users | how many accounts",
        "how many users are there | how many daily active users do we have | dau | mau | what is \
         the size of the user base | how many people use it every day | number of active users \
         | how many customers do we have | how many accounts are registered | is it thousands or \
         millions of people | how large is the audience | how many of them are active in a month",
    ),
    subject(
        "per second | qps | rps | throughput | request rate | requests a second | traffic | load \
         | write rate | read rate",
        "qps | rps | how many requests per second | what traffic do we expect | what load should \
         it carry | what scale are we talking about | what throughput is needed | what is the \
         request rate | how busy is it | roughly how much traffic | what volume should I design \
         for | how many calls a day | what is the peak load | how much more at peak than on \
         average | how heavy is the load at the busiest time | what order of magnitude | give me \
         the traffic figures | how big is this | what numbers should I size it for",
    ),
    subject(
        "read heavy | read-heavy | write-heavy | reads and writes | ratio | reads per | more \
         reads | reads to writes",
        "is it read heavy or write heavy | what is the read to write ratio | how many reads for \
         each write | more reads or more writes | mostly reads | read/write ratio",
    ),
    subject(
        "latency | how fast | how quick | p99 | response time | how slow",
        "what is the latency target | how fast must it be | p99 | how quickly must it respond | \
         how many milliseconds | what response time is acceptable | how slow may it be | is there \
         a latency budget | how long may a request take | does it have to feel instant | what \
         are the non-functional requirements | performance targets | how long can somebody wait \
         for the answer | what is fast enough",
    ),
    subject(
        "availab | uptime | downtime | nines | sla | how often may it be down",
        "which availability must we reach | how many nines | uptime target | how much downtime is \
         acceptable | is there an SLA | how reliable must it be | may it be down at night | how \
         bad is it if it is down for an hour | can we take it offline for maintenance | what are \
         the non-functional requirements | is there a service level objective | how critical is it \
         that it stays up",
    ),
    subject(
        "consisten | stale | fresh | old may | out of date | how soon | up to date",
        "is eventual consistency fine | how consistent must it be | may somebody see stale data \
         | how fresh must it be | how soon must a change be visible | how old may the data be | \
         do I see my own write at once | strong or eventual consistency | how quickly does a \
         change show | how long until everybody sees it | is a delay of some seconds acceptable",
    ),
    subject(
        "how long | retention | retain | expire | expir | ttl | kept | keep",
        "how long do we keep it | what is the retention period | does it expire | ttl | is \
         anything ever thrown away | for how many days or years is it stored | do we keep it for \
         ever | when does it go away | can old data be archived | how far back",
    ),
    subject(
        "lost | lose | loss | durab | surviv",
        "may anything be lost | how durable must it be | can we lose data | what if a machine \
         dies with data on it | is it acceptable to lose some | how bad is it if one is lost | \
         must it survive a crash",
    ),
    subject(
        "region | countr | worldwide | data cent | global | where are the users | continent",
        "in which regions are the users | is it one region or global | how many data centres | \
         where in the world is it used | which countries | multi region | does it run in one \
         place | is everything in one country | do people use it abroad | where are the servers",
    ),
    subject(
        "log in | login | sign in | signed in | sign up | authenticat | account | anonym",
        "do people have to log in | are there user accounts | can it be used anonymously | how do \
         people sign in | is authentication part of it | do we know who the user is | can \
         somebody use it without an account | who checks the password | is there single sign-on",
    ),
    subject(
        "role | permission | who may | who can | access | rights | allowed",
        "who may do what | are there roles and permissions | who is allowed to change it | are \
         there admins | what access rights are there | can everybody do everything | do we need \
         access control",
    ),
    subject(
        "client | mobile | platform | browser | desktop | phone | sdk",
        "which clients are there | web or mobile | is there an app | which platforms | does it run \
         in the browser | do we control the clients | iOS and Android | desktop too | which \
         programming languages do the clients use",
    ),
    subject(
        "existing | today | legacy | already | in place | from scratch | current",
        "what exists today | is there something in place already | do we start from scratch | \
         what do we use at the moment | is there an old system to replace | greenfield | how is \
         it done now | do we have to migrate anything | what is the current setup",
    ),
    subject(
        "scope | leave out | leave away | part of this | focus | cover | need not | do i need to | do i \
         have to | should i | is that included | included | my job | somebody else | skip | ignore | \
         which features",
        "what is in scope | what lies outside the scope | what may be left out | what should I focus on \
         | which features matter | what need I not design | which parts are somebody else's job | \
         is there anything I can skip | where does my part end | what do you not want to see | \
         which parts are not my concern | do I have to cover that as well | what isn't part of it",
    ),
    subject(
        "delet | remov | erase | taken down",
        "can it be deleted | can somebody remove it again | what happens when it is deleted | is \
         a delete final | can a deleted one be brought back | do we really erase it | soft delete \
         or hard delete | right to be forgotten",
    ),
    subject(
        "shared | sharing | share it | share with | collaborat | public or private",
        "can it be shared | can other people see it | is it public or private | does only the \
         owner see it | can two people work on one | can I give somebody else access",
    ),
    subject(
        "abuse | spam | malicious | misuse | bots | attack | fraud | scrap | phish",
        "what about abuse | are there spammers | do bots matter | must I protect it against \
         attacks | what if somebody misuses it | are there bad actors | how do we deal with fraud \
         | can somebody flood it with a script | security threats",
    ),
    subject(
        "gdpr | legal | privacy | complian | regulat | law | personal data | residency | sensitive",
        "are there legal requirements | gdpr | is it personal data | do privacy laws apply | does \
         the data have to stay in one country | is the data sensitive | compliance | do \
         regulators look at it",
    ),
    subject(
        "analytic | statistic | stats | dashboard | report | click count | tracking",
        "do we need analytics | are there statistics | is there a dashboard | what do we count | \
         how exact must the numbers be | who looks at the reports | do owners see how often it \
         was used | how fresh are the statistics",
    ),
    subject(
        "audit | who changed | who did what",
        "do we need an audit log | must we know who changed what and when | can an auditor ask \
         about it | how long is the audit trail kept | is every change recorded",
    ),
    subject(
        "search | full text | full-text",
        "can people search | is there full-text search | by what can I search | how fast must \
         search be | do we need filters | how do they find one again",
    ),
    subject(
        "offline | no network | without network | without a network | connection",
        "must it work offline | what happens without a network | can it be used on a plane | \
         what if the connection drops | do changes made offline come through later | for how long \
         is somebody offline",
    ),
    subject(
        "conflict | same time | overwrite | concurrent edit | two people | who wins",
        "what if two people change the same thing at the same time | who wins in a conflict | is \
         last write wins fine | may one change overwrite another | concurrent edits | same thing \
         changed on two devices",
    ),
    subject(
        "attach | photo | image | picture | file | media | video",
        "are there attachments | photos and videos | can files be uploaded | how large may an \
         attachment be | is it text only | images too",
    ),
    subject(
        "size | large is | big is | bytes | length | characters | how large | how big | how long may",
        "how large is one of them | what is the average size | how many bytes | is there a \
         maximum size | how long may it be at most | how big can it get | typical size in \
         kilobytes | character limit",
    ),
    subject(
        "grow | next year | in five years",
        "how fast does it grow | what growth do you expect | how big will it be in five years | \
         how much more next year | is it getting bigger",
    ),
    subject(
        "hot | popular | skew | viral | evenly | few of them",
        "are some far more popular than others | hot keys | is the load spread evenly | does one \
         get most of the traffic | celebrities | what about something that goes viral",
    ),
    subject(
        "who calls | callers | consumers | who uses | internal teams | third parties | external",
        "who calls it | who uses this | is it internal or public | how many teams use it | how \
         many services call it | do third parties use it | who are the consumers | partners or \
         our own apps | is it open to outside developers",
    ),
    subject(
        "duplicate | twice | exactly once | idempot | deduplic",
        "what if the same thing comes twice | are duplicates acceptable | exactly once or at \
         least once | may it happen two times | do callers retry | is it idempotent",
    ),
    subject(
        "developer | engineer | team size | how big is the team | how many people work | on call",
        "how many engineers are there | how big is the team | how many developers work on it | \
         who maintains it | who is on call | what does the team know",
    ),
    subject(
        "machine | server | hardware | instances | node | pods",
        "how many machines are there | how many servers | what hardware do we have | how many \
         instances run | how much memory has one | how many nodes | how many data centres | how \
         many processes",
    ),
    subject(
        "notif | push message | email | alert | remind",
        "are people notified | is there an email or a push | how are they told | what about \
         notifications | do we send alerts",
    ),
    subject(
        "old version | version history | earlier version | revisions",
        "can I go back to an earlier version | is there a version history | are old versions kept \
         | how many versions do we keep",
    ),
    subject(
        "goes down | is down | outage | fails | unreachable | unavailable",
        "what happens when it is down | what if a dependency fails | fail open or fail closed | \
         what should happen in an outage | what if it cannot be reached | what do users see when \
         it breaks",
    ),
    subject(
        "deadline | time frame | how much time | how long do we have | how many weeks | timeline | \
         launch | go live | by when | finished",
        "what is the deadline | how much time is there to build it all | how much time is there | how \
         long do we have to build it | how many weeks or months have we got | by when must it be \
         finished | when does it launch | when is the launch | what is the go-live date | is there \
         a date by which it must run | when do we have to deliver | what is the time frame of the \
         project | how long may the project take",
    ),
];
