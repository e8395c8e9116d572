//! Words that say little in a question, whatever it asks.

/// Words that people put around a question.
pub(super) const QUIET: &str = "\
     expect | expected | talk | talking | tell | say | know | think | assume | assuming | need | \
     needed | want | support | kind | sort | type | roughly | approximately | approx | about | \
     look | looking | like | plan | planned | design | handle | consider | care | sure | please \
     | pls | clarify | confirm | check | wonder | wondering | curious | question | ask | system \
     | service | thing | things | stuff | exactly | actual | actually | mean | supposed | \
     allowed | allow | possible | acceptable | ok | okay | fine | necessary | required | require \
     | requirement | requirements | target | targets | kinda | sth | something | anything | \
     anyone | someone | everyone | get | give | go | happen | happens | happened | work | works \
     | make | use | used | using | come | let | term | terms | just | well | hi | hey | thanks | \
     quick | first | second | also | really | still | right | good | fit | matter | matters | \
     important | interested | understand | idea | number | numbers | figure | figures | specific \
     | any | kindly | guess | suppose | so | then | here | today | now | app | product | company \
     | our | put | take | see | try | start | set | build | there's | what's | how's | it's | \
     i'm | we're | you're | we'll | that's | whats | hows | wanna | gonna | gotta | dont | day | \
     month | year | hour | time | times | moment | minute | case | example | etc";
