//! What candidates ask about any system, whether or not a prompt has a fact for it.
//!
//! Where no fact of a prompt is about one of these subjects, it stands beside the facts, so that
//! "is there a budget?" is heard as a question about money and not as one about a latency budget.

/// A subject.
pub(super) struct Subject {
    /// Beginnings of words or phrases, parted by bars: a prompt of which a way of asking has one
    /// knows the subject.
    pub(super) marks: &'static str,
    /// Ways of asking about it, parted by bars.
    pub(super) ways: &'static str,
}

const fn subject(marks: &'static str, ways: &'static str) -> Subject {
    Subject { marks, ways }
}

pub(super) const ELSEWHERE: &[Subject] = &[
    subject(
        "region | countr | worldwide | where are the users | data cent | global | geo",
        "in which countries and regions are the users | is this one region or global | where are \
         the users located | how many data centres | which country is the company in | \
         multi-region or single region | is it worldwide",
    ),
    subject(
        "language | locali | translat",
        "which languages do we support | do we need translation | is it English only | \
         localisation",
    ),
    subject(
        "budget limit | cost limit | what may this cost | how much may it cost | cost constraint \
         | or budget | how much money",
        "what is the budget | how much may it cost | is there a budget for servers | what are \
         the cost constraints | how much money can we spend | is cost a concern | what do the \
         providers charge us",
    ),
    subject(
        "gdpr | legal | privacy | complian | regulat | law | personal data | residency | pci",
        "are there legal or privacy rules such as GDPR | do we store personal data | must the \
         data stay in one country | regulatory requirements | do we need a licence | compliance \
         with the law | any data residency rules",
    ),
    subject(
        "developer | engineer | team size | how big is the team | how many people work | on call",
        "how many engineers will work on it | how big is the team | who is on call | how many \
         people run this | who will maintain it | how many developers",
    ),
    subject(
        "deadline | time frame | how much time",
        "what is the deadline | how much time do we have to build it | when does it launch",
    ),
    subject(
        "existing | today | legacy | migrat | already | in place | from scratch",
        "is there an existing system | do we have to migrate data from an old system | is there \
         a legacy system | do we start from scratch | what do we use today",
    ),
    subject(
        "log in | login | sign | auth | account",
        "do users have to log in | how is authentication done | do I need to handle sign-up | \
         are there user accounts | is there single sign-on",
    ),
    subject(
        "role | permission | access | who may | rights | allowed",
        "who is allowed to do what | are there roles and permissions | do we need access control \
         | are there admins",
    ),
    subject(
        "client | mobile | platform | browser | app  | desktop | phone",
        "which clients are there, web or mobile | is there a mobile app | which platforms and \
         browsers | do we have a desktop client | does it have to work on phones",
    ),
    subject(
        "analytic | statistic | dashboard | metric | report",
        "do we need analytics or statistics | is there a dashboard with metrics | do owners see \
         reports | should we track how it is used | can they see their balance on a dashboard",
    ),
    subject(
        "moderat | abuse | spam | malicious | offensive | misuse | bots | blocklist",
        "do we have to moderate content | what about abuse and spam | can somebody report \
         offensive content | is there a blocklist",
    ),
    subject(
        "block | mute",
        "can users block one another | can somebody mute or block another person",
    ),
    subject(
        "notif | push | email | alert",
        "do we send notifications | should people be notified by email or push | alerts by mail",
    ),
    subject(
        "search | look for | find",
        "do we need search | is there full-text search | can people search for something",
    ),
    subject(
        "edit | change | modif | undo",
        "can it be edited afterwards | is editing allowed after it was made | can a user change \
         it later | can something be undone",
    ),
    subject(
        "delet | remov | erase | taken down",
        "can it be deleted | can a user remove it again | what happens when something is deleted",
    ),
    subject(
        "offline | network",
        "must it work offline | what if there is no network | do clients work without internet",
    ),
    subject("encrypt", "is encryption needed | must the data be encrypted | end-to-end encryption"),
    subject(
        "latency | how fast | how quick | p99 | response time",
        "how fast must it respond | what are the latency requirements | is there a p99 target | \
         how many milliseconds",
    ),
    subject(
        "availab | uptime | downtime | sla | slo",
        "what availability is required | how much downtime is acceptable | is there an SLA | how \
         reliable must it be",
    ),
    subject(
        "consisten | stale | fresh | old may",
        "how consistent must reads be | is eventual consistency acceptable | may data be stale",
    ),
    subject(
        "how long | retention | expire | expir | ttl | kept | keep",
        "how long do we keep the data | what is the retention period | does it expire after some \
         time | do they disappear after a timer",
    ),
    subject(
        "lost | lose | loss | durab | surviv",
        "may data be lost | how durable must it be | what happens on data loss",
    ),
    subject(
        "peak | spike | burst | evenly | busy",
        "what is the peak load | is traffic spread evenly over the day | are there spikes",
    ),
    subject("grow", "how fast do we grow | what growth do you expect | how big in five years"),
    subject(
        "shared | sharing | public | private | visib | see",
        "can things be shared with others | who can see it | is it public or private",
    ),
    subject("order | sorted | chronolog", "does the order matter | must they be in order"),
    subject(
        "photo | image | attach | file | media | picture | document",
        "are photos and videos supported | can files be attached | images and documents",
    ),
    subject(
        "size | large is | big is | big are | bytes | length | heav | how large may",
        "how large are the requests in bytes | what is the maximum size of the payload | how big \
         is one record | how many kilobytes on average",
    ),
    subject(
        "tenant | team | customers | isolat",
        "how many teams or tenants share it | is it multi-tenant | are customers isolated",
    ),
    subject(
        "audit | log",
        "do we need an audit log | must we log who changed what | is logging needed for \
         compliance",
    ),
    subject(
        "provider | third part | vendor | partner",
        "which third parties do we integrate with | is there an external provider",
    ),
    subject(
        "console | admin | support",
        "do we need an admin console | is there a back office for support",
    ),
    subject("experiment | a/b", "will there be A/B tests | do we run experiments"),
    subject(
        "advert | ads | plan | premium | commission",
        "how do we make money | are there advertisements | is there a paid plan | premium users",
    ),
    subject(
        "coupon | promotion | gift",
        "are there gift cards or coupons | are there loyalty points | discounts and promotions",
    ),
    subject("badge | tip", "is there a reward or a badge | do we have tipping or donations"),
    subject(
        "time zone | utc | daylight",
        "do users live in several time zones | is everything in UTC | at midnight in which zone",
    ),
    subject(
        "schedul | recurring | later",
        "can it be scheduled for later | are there recurring ones",
    ),
    subject(
        "limit | quota | tier",
        "how many requests may one client make | are there rate limits | is there a quota",
    ),
    subject(
        "backup",
        "do we need backups | is there a disaster recovery plan | how often do we back up",
    ),
    subject(
        "monitor | on call",
        "how is it monitored | what metrics and alerts do we have | who gets paged",
    ),
    subject(
        "deploy | staging | release | environment | pipeline",
        "how is it deployed | is there a staging environment | how do we release",
    ),
    subject(
        "import | export",
        "can users import or export data | is there a bulk export | download everything",
    ),
    subject(
        "api | sdk | third part",
        "is there a public API | do third parties call it | is there an SDK",
    ),
    subject("webhook | callback | events", "do we send webhooks | are events pushed to customers"),
    subject(
        "hardware | machine | server | memory | node",
        "what hardware do we have | how many servers | how much memory do the machines have",
    ),
    subject(
        "comment | reaction | thread",
        "are there reactions or emoji | can people like or comment | are there threads and \
         replies | can somebody answer a particular one",
    ),
    subject(
        "screen | look of",
        "does it need accessibility | dark mode | what does the screen look like",
    ),
    subject(
        "compet",
        "who are our competitors | how old is the company | what is the business model",
    ),
    subject(
        "kind of people | who are the users",
        "how old are the users | what kind of people are our customers | children",
    ),
    subject(
        "kyc | verif",
        "do we verify who somebody is, as a bank does | do we need KYC | is identity checked by \
         documents",
    ),
    subject(
        "average value | order value | basket",
        "what is the average value of an order | how much does a customer spend | basket value",
    ),
    subject(
        "error | refused | response does",
        "what does an error response look like | which error format | error body in contracts",
    ),
    subject(
        "websocket | stream",
        "are websockets or streaming part of the interface | do we need bidirectional streams",
    ),
    subject(
        "language | stack | kubernetes | infrastructure",
        "which programming language | which cloud do we use | what is the tech stack",
    ),
    subject(
        "machine learning | model | ml",
        "is machine learning involved | do we use AI | is there a recommendation model",
    ),
    subject("compress | format", "do we need to compress | how is the data formatted"),
    subject(
        "part | combine | bulk | batch",
        "can one be split in parts | can several be combined into one | bulk operations",
    ),
    subject(
        "draft | preview | sandbox",
        "is there a draft or preview | can it be tried out first | is there a sandbox",
    ),
    subject(
        "warning | announce",
        "do people get a warning before | is somebody told when it is nearly full",
    ),
    subject(
        "secret | credential",
        "how do we handle secrets and credentials | where are passwords and keys to other \
         systems kept",
    ),
    subject(
        "ip addr | ip range | address range | proxies",
        "do we use proxies | which IP addresses do we come from | is IPv6 supported | do we need \
         a fixed address",
    ),
    subject(
        "copyright | owns the",
        "who owns the content | what about copyright | are we allowed to by law",
    ),
    subject(
        "user agent",
        "what name do we go by | which user agent do we send | do we say who we are",
    ),
    subject(
        "keyboard | arrow key | shortcut",
        "can it be used by keyboard | are there shortcuts | what happens on pressing a key",
    ),
    subject(
        "click",
        "do we record which one somebody clicked | is there click tracking | do we learn from \
         clicks",
    ),
    subject(
        "approv | review",
        "does somebody have to approve it | is there a review before it goes live | four eyes",
    ),
    subject(
        "cpu | resources",
        "is there a limit on CPU and memory for each | how many resources may one use | do they \
         need special hardware such as GPUs",
    ),
    subject(
        "retr | try again",
        "should it be tried again when it fails | how many times do we retry | is there a retry \
         policy",
    ),
    subject(
        "fail | alert | told",
        "is somebody alerted when it fails | who is told about an error | do we call somebody at \
         night",
    ),
    subject(
        "holiday | calendar | business day",
        "are there holidays or business days | does it skip week-ends | is there a calendar",
    ),
    subject(
        "label | tag | group | folder",
        "can they be tagged or labelled | are there folders or categories | can people group \
         them | is there a category or department",
    ),
    subject("voice | speak", "can one speak to it | is there voice input"),
    subject(
        "old version | upgrade | client version",
        "must old clients go on working | do we support old browsers | how are updates rolled \
         out to clients",
    ),
    subject(
        "hot | popular | skew",
        "are some much more popular than others | is there a hot spot | does one get most of the \
         traffic",
    ),
    subject(
        "penalt | contract | promis",
        "is there a penalty when we miss the target | what have we promised in contracts",
    ),
    subject("dark web | tor | ftp", "is the dark web included | other protocols such as FTP"),
    subject(
        "map | gps | position",
        "do we know where somebody stands | is GPS available | do results depend on the position",
    ),
    subject("child | age", "is there a mode for children | is there an age limit"),
    subject("chat | support | help", "is there a help desk | who answers questions of users"),
];
