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

pub(super) const fn subject(marks: &'static str, ways: &'static str) -> Subject {
    Subject { marks, ways }
}

pub(super) const ELSEWHERE: &[Subject] = &[
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
        "moderat | abuse | spam | malicious | offensive | misuse | bots | blocklist",
        "do we have to moderate content | what about abuse and spam | can somebody report \
         offensive content | is there a blocklist",
    ),
    subject(
        "block | mute",
        "may one person block another | can somebody mute or block another person",
    ),
    subject(
        "notif | push | email | alert",
        "do we send notifications | should people be notified by email or push | alerts by mail",
    ),
    subject(
        "edit | change | modif | undo",
        "can it be edited afterwards | is editing allowed after it was made | can a user change \
         it later | can something be undone",
    ),
    subject("encrypt", "is encryption needed | must the data be encrypted | end-to-end encryption"),
    subject(
        "peak | spike | burst | evenly | busy",
        "what is the peak load | is traffic spread evenly over the day | are there spikes",
    ),
    subject("order | sorted | chronolog", "does the order matter | must they be in order"),
    subject(
        "tenant | team | customers | isolat",
        "how many teams or tenants share it | is it multi-tenant | are customers isolated",
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
    subject("badge | tip", "is there a reward or a badge | are there tips and donations"),
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
    subject(
        "budget | what may this cost | how much may it cost | cost",
        "what budget do we have per month | what may the servers cost | how large may the cloud \
         bill be | what does it cost today | cost per request",
    ),
    subject(
        "log retention | logs",
        "how long do we keep the logs | where do the access logs go | how long are log files \
         stored | do we log every request",
    ),
    subject(
        "refund | money back",
        "are there refunds | does somebody get the money back | what about returns",
    ),
    subject("tax | vat | invoice", "is there VAT or tax | do we write invoices | who pays the tax"),
    subject(
        "presale | discount | loyalty | member",
        "do some get access earlier with a code | is there a discount for members | loyalty \
         programme",
    ),
    subject("referral | invite friends", "can people invite friends | is there a referral bonus"),
    subject(
        "ldap | active directory | saml",
        "do we integrate with LDAP or Active Directory | is SAML needed",
    ),
    subject(
        "tls | certificate | mtls",
        "who manages the certificates | is TLS terminated here | mutual TLS",
    ),
    subject(
        "vpn | firewall | allowlist",
        "is it behind a VPN or a firewall | IP allowlist | private network only",
    ),
    subject(
        "hsm | key management | kms",
        "where are the signing keys kept | do we have a KMS or an HSM | who rotates the keys",
    ),
    subject("hipaa | health", "is there health data | HIPAA"),
    subject(
        "licence | open source",
        "may we use open source software | which licence | will it be open source",
    ),
    subject(
        "document | swagger | openapi",
        "is there documentation | who writes the docs | do we publish an OpenAPI file",
    ),
    subject(
        "brand | white label | theme",
        "can customers put their own logo on it | white label | themes and colours",
    ),
    subject("train | onboarding", "do users need training | is there an onboarding tour"),
    subject(
        "survey | feedback | rating",
        "do users rate it | are there reviews and stars | is feedback collected",
    ),
    subject("print", "can it be printed | paper copies"),
    subject(
        "iso 27001 | soc 2 | certified",
        "are we certified | SOC 2 or ISO 27001 | do auditors come",
    ),
    subject(
        "load test | test data",
        "is there test data | do we run load tests | how is it tested",
    ),
    subject("green | energy | carbon", "is energy use a concern | carbon footprint"),
    subject(
        "acquire | merge with | competitor",
        "what do competitors do | are we a start-up or a large company | how old is the company",
    ),
    subject("currency | exchange", "which currencies are there | in which currency is it"),
    subject(
        "version of | upgrade the | os version",
        "which versions of operating systems do we support | how old may the browser be",
    ),
    subject("preview | thumbnail", "do we show previews or thumbnails | are images resized"),
    subject("unit | format of", "in which format and unit | which date format"),
    subject("pin | favourite | bookmark", "can I mark favourites | pin to the top | bookmarks"),
    subject(
        "transfer | hand over",
        "can it be transferred to another owner | what if somebody leaves the company",
    ),
    subject(
        "second factor | mfa | two-factor",
        "is there two-factor authentication | do we need MFA",
    ),
    subject(
        "password | captcha",
        "password rules | is there a captcha | password protection for one of them",
    ),
    subject(
        "personal | recommend",
        "are results personalised | are there recommendations | does it learn from what I did",
    ),
    subject(
        "translate | localis | languages",
        "should it be translated into other languages | is the interface in English only | \
         multilingual | right-to-left scripts",
    ),
    subject(
        "length of a key | naming | name rules",
        "what may a name look like | is there a limit on the length of a name | which \
         characters are allowed",
    ),
    subject("cold start | warm", "is there a cold start | how long does a restart take"),
    subject(
        "bandwidth | network between",
        "how fast is the network between the sites | how much bandwidth | what do transfers \
         cost",
    ),
];
