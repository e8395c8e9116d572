//! More of what is asked of systems of one kind or another, and no fact may be about.

use super::elsewhere::{Subject, subject};

pub(super) const BESIDE: &[Subject] = &[
    subject(
        "written in | framework | backend | languages | stack",
        "what is the code written in | which language does the server side use | which web \
         framework is it built on",
    ),
    subject(
        "gateway | reverse proxy | load balancer | cdn",
        "does something stand in front of it, such as a proxy | is there a load balancer | do we \
         pay for a CDN",
    ),
    subject(
        "sms | text message | which channel",
        "does it go out as a mail or as a text message | by which channel does it reach people | \
         must a mobile number be confirmed with a code | WhatsApp or SMS",
    ),
    subject(
        "present | interview | talk",
        "how long may my talk be | how many slides | how is this interview scored | do I present it to \
         others",
    ),
    subject(
        "residen | stay in | abroad | leave the country | borders",
        "in which country is the data stored | may data leave the country | are there laws on \
         where the data lies",
    ),
    subject(
        "catalogue size | assortment | products are | skus | articles",
        "how many articles are on offer | how large is the assortment | number of SKUs",
    ),
    subject(
        "management | sponsor | board | leadership",
        "is the management behind it | who sponsors the project | whose wish is this | do all \
         agree that it is necessary",
    ),
    subject(
        "same one | identical | already exists | merged | deduplic",
        "what happens if the same one is entered again | are identical ones merged into one | do \
         equal inputs lead to an equal result",
    ),
    subject(
        "own domain | vanity | subdomain",
        "may a company use a domain of its own | subdomain for each customer | own host name",
    ),
    subject(
        "merger | merg | acquisition | bought",
        "what if two companies merge | can two of them be joined into one | what if a firm is \
         bought by another",
    ),
    subject("qr | barcode", "do we make QR codes | are there barcodes"),
    subject(
        "avatar | profile picture",
        "do people have a picture of themselves | can somebody upload an avatar",
    ),
    subject(
        "scim | provision | directory",
        "do accounts come out of a company directory | SCIM | sync with the HR department's \
         system",
    ),
    subject(
        "ocr | handwrit | drawing | scan",
        "can it read handwriting | drawings with a pen | text in scanned pages",
    ),
    subject("template | preset", "are there templates to start from | presets"),
    subject(
        "calendar | slack | plug-in | plugin | integrat",
        "does it work together with calendars and chat tools | plug-ins for other products | \
         connectors",
    ),
    subject(
        "coverage | automated test | unit test",
        "how well is it covered by tests | are there automated tests | who does the testing",
    ),
    subject(
        "hire | hiring | contractor | experience",
        "may we hire more people | how experienced are the developers | are there contractors | \
         is there somebody who knows it well",
    ),
    subject(
        "office | remote",
        "where do the developers work | do people work from home | in how many offices are we",
    ),
    subject(
        "style | lint | convention | guideline",
        "are there conventions for the code | which linter | is there a style guide to follow",
    ),
    subject(
        "graphql | grpc | protocol",
        "do we offer GraphQL | which protocol do callers speak, REST or gRPC",
    ),
    subject(
        "page of results | paginat | per page",
        "how are long lists divided into pages | how many results are on one page",
    ),
    subject(
        "status page | tell customers | outage notice",
        "is there a public status page | who tells customers about outages",
    ),
    subject(
        "billing | billed | invoice | seat | charge",
        "do customers pay for each seat | how are customers billed | is usage metered for the \
         invoice",
    ),
    subject(
        "previous attempt | tried before | failed before",
        "has anybody tried this before | why did the last attempt go wrong",
    ),
    subject(
        "pentest | penetration | bug bounty",
        "is there a penetration test | bug bounty | who reviews the security",
    ),
    subject(
        "processor | operating system | architecture of",
        "which processors do the machines have, ARM or Intel | which operating system do servers \
         have",
    ),
    subject(
        "query param | campaign | referrer",
        "are query parameters kept | campaign tags for marketing | is the referrer passed on",
    ),
    subject(
        "deep link | opens the app",
        "should it open inside the app on a phone | deep links into the app",
    ),
    subject(
        "near a | arrive at | geofence",
        "does something happen when I arrive at a place | geofencing",
    ),
    subject(
        "department | hierarch | nested | sub-",
        "is there a hierarchy of departments | can one group contain another",
    ),
    subject(
        "impersonat | act as",
        "may support act as a customer | can somebody log in as somebody else",
    ),
    subject(
        "redirect code | 301 | 302",
        "is it a permanent or a temporary redirect | do browsers cache the redirect",
    ),
    subject(
        "virus | malware | phish | misuse | abuse",
        "are uploads scanned for viruses | what about malware in files",
    ),
    subject(
        "service mesh | broker | queue | kafka",
        "do we run a message broker | is there a queue we can use | do we have a service mesh",
    ),
    subject(
        "database | postgres | mysql | stack",
        "which database do we use today | is it MySQL or Postgres | how is the database hosted",
    ),
    subject(
        "preview of | unfurl | link preview",
        "does a chat show a preview of the page behind it | do we fetch title and picture",
    ),
    subject(
        "password-protect | passphrase | locked with",
        "can one be protected with a password | opens only with a passphrase",
    ),
    subject(
        "subtask | assign | kanban | priority",
        "can a task be given to somebody else | are there subtasks and priorities | a board with \
         columns",
    ),
    subject(
        "markdown | formatting | rich text | colour",
        "is there markdown | may text be bold or coloured | which formatting is supported",
    ),
    subject(
        "clipper | browser extension",
        "is there an extension for the browser | clip pages out of the web",
    ),
    subject(
        "backlink | link between",
        "can one refer to another | are there links between them | graph of references",
    ),
    subject("voice memo | audio | dictat", "can something be dictated | audio recordings"),
    subject("widget | watch", "is there a widget or an app for the watch | smart speakers"),
    subject(
        "csv | spreadsheet | bulk upload",
        "can a list be uploaded as CSV | import from a spreadsheet",
    ),
    subject(
        "consent | terms of | newsletter",
        "must people agree to the terms | consent to the newsletter",
    ),
    subject(
        "username | nickname | display name",
        "do people have user names | may two have the same nickname",
    ),
    subject(
        "last login | inactive | dormant",
        "what happens to inactive ones | do we show the last login | are dormant ones closed",
    ),
    subject(
        "bulk | batch | at once",
        "is there a bulk operation | can many be made in one call | are there batch jobs at night",
    ),
    subject(
        "feature flag | toggle | canary",
        "are there feature flags | can we release to a few first | canary releases",
    ),
    subject(
        "log aggregat | logging | structured log",
        "where do logs go | which tool shows logs and metrics | what do we record of each call",
    ),
    subject(
        "code review | pull request | branch",
        "who reviews the code | do we use pull requests | how is the repository organised | one \
         repository or many",
    ),
    subject(
        "documentation | docs | diagram",
        "do I have to write documentation | shall there be diagrams | in which form do I hand it \
         over | is there an architecture document",
    ),
    subject(
        "grade | mark | evaluat | criteria",
        "how will you judge it | what are the criteria | what does a good answer contain",
    ),
    subject(
        "question | interrupt | help",
        "may I ask more later | do you interrupt me | can I get a hint",
    ),
    subject(
        "price | pricing | tier",
        "do we charge for the interface | which price plans are there | does a larger plan get \
         more calls",
    ),
    subject("status code | http code", "which status codes do we answer with | is it always 200"),
    subject(
        "changelog | release notes | newsletter for",
        "do we publish a changelog | are there release notes",
    ),
    subject(
        "competing | other companies | others do",
        "how do other companies do it | which firm do you want me to copy",
    ),
    subject(
        "turnover | revenue | profit",
        "how much revenue does it make | is the company profitable | what does an hour of outage \
         cost",
    ),
    subject(
        "warehouse | stock system | erp | sap",
        "is there an ERP such as SAP | how are the warehouses connected",
    ),
    subject(
        "search | recommend | elasticsearch",
        "which search engine do we use | Elasticsearch or Solr | is there a recommendation engine",
    ),
    subject(
        "documented | knows the code | original author",
        "is the old code documented | are the original authors still here",
    ),
    subject(
        "union | reorgani | org chart",
        "will the teams be reorganised | who decides on team borders | what does the org chart \
         look like",
    ),
    subject(
        "payment | psp | paypal | stripe",
        "which payment provider do we use | do cards go through an outside firm",
    ),
    subject(
        "overlap | in parallel | depend on another",
        "may two of them run at the same time | can one depend on another",
    ),
    subject(
        "visually impaired | wheelchair | accessib",
        "are there people with disabilities to think of | accessible to the blind",
    ),
];
