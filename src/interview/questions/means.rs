//! Words of which designs are made.

/// Words and phrases of which designs are made, and which the lexicon lacks.
pub(super) const MEANS: &str = "\
     sql | postgres | postgresql | mysql | cassandra | dynamodb | dynamo | mongodb | mongo | \
     redis | memcached | kafka | rabbitmq | sqs | s3 | elasticsearch | etcd | zookeeper | sqlite \
     | spanner | bigquery | flink | spark | hadoop | nginx | lambda | serverless | graphql | \
     json | xml | http | http2 | tcp | udp | quic | soap | mqtt | xmpp | polling | poll | push | \
     pull | stream | streaming | event sourcing | event driven | shard | partition | replicate | \
     replica | denormalise | denormalize | normalise | cache | index | queue | hash | table | \
     tables | schema | column | row | join | transaction | lock | script | lua | batchs \
     | buffer | worker | workers | thread | threads | microservices | library | module | sidecar \
     | proxy | gateway | load balancer | on disk | disk | ledger | counter | counters | \
     timestamp | uuid | snowflake | auto increment | primary key | bloom filter | trie | heap | \
     sorted set | linked list | b tree | lsm | timeout | heartbeat | heartbeats | retry | \
     backoff | circuit breaker | webhook | fan out | fanout | inbox | outbox | double entry | \
     saga | two phase commit | consistent hashing | round robin | leader | quorum | raft | paxos \
     | monolith | kubernetes | docker | container | vm | hierarchical | synchronous | \
     asynchronous | sync | async | optimistic | pessimistic | integer | decimal | float | blob | \
     object storage | blob storage | cdn | endpoint | status code | header | cursor | offset | \
     page token | id | ids | server side | client side | route | store in | database | db | data \
     store | data model | sticky sessions | crdt | operational transform | vector clock | \
     algorithm | ttl | snapshot | append only | breadth first | depth first | bfs | dfs | \
     simhash | minhash | fingerprint | priority queue | scheduler | cron | lease | ticker | \
     timing wheel | partition key | precompute | materialised view | ngram | n gram | edge | \
     active active | primary | secondary | master | own service | separate service | one service \
     | golang | java | python | rust | typescript | aws | gcp | azure | managed | stateless | \
     scalable | isolation level | data structure | debounce | debouncing | leader election | \
     consistency level | rest api | in memory | in-memory | service | services | token | window \
     | bucket | store | rest | memory | node | layer | component | pipeline | process | cluster \
     | instance | hash table | hash map | map | array | tree | list | set | graph | pool | \
     replicas | checkpoint | consumer | producer | topic | broker | interval | backend | \
     argon2 | argon2id | scrypt | bcrypt | sha256 | sha 256 | sha1 | md5 | base62 | base58 | crc32 \
     | nanoid | ulid | merkle tree | gossip | lru | lfu | fifo | token bucket | leaky bucket | \
     sliding window | fixed window | geohash | quadtree | quadtrees | r tree | protobuf | avro | \
     thrift | messagepack | yaml | csv | parquet | openapi | swagger | semver | semantic \
     versioning | media type | content negotiation | accept header | query parameter | path \
     prefix | url path | hateoas | patch | put | 301 | 302 | 307 | jwt | jwts | opaque tokens | \
     oauth2 | oidc | saml | scim | localstorage | indexeddb | service worker | react | vue | \
     angular | flutter | electron | swift | kotlin | node js | spring boot | django | rails | php \
     | ruby | c++ | elixir | erlang | scala | firebase | mariadb | oracle | tidb | cockroachdb | \
     scylladb | hbase | bigtable | neo4j | influxdb | timescaledb | clickhouse | druid | redshift \
     | solr | lucene | opensearch | algolia | pulsar | nats | kinesis | pubsub | activemq | celery \
     | sidekiq | temporal | airflow | envoy | istio | haproxy | traefik | kong | consul | vault | \
     terraform | helm | prometheus | grafana | opentelemetry | jaeger | strangler | strangler fig \
     | anti corruption layer | branch by abstraction | change data capture | cdc | debezium | \
     event bus | message bus | shared database | database per service | bounded context | domain \
     driven | hexagonal | clean architecture | repository pattern | dependency injection | orm | \
     sqlc | gorm | goroutine | goroutines | channels | mutex | worker pool | feature flag | blue \
     green | canary | rolling update | materialized view | read replica | write ahead log | dual \
     write | dual writes | backfill | soft delete flag | tombstone | tombstones | abac | row level \
     security | keyset pagination | etag | etags | optimistic locking | pessimistic locking | \
     last write wins | ot | inverted index | trigram | trigrams | delta sync | full sync | \
     markdown | html | prosemirror | local database | adapter | adapters | transformer | \
     middleware | interceptor | facade | bff | service mesh | side by side";

/// Words of design that mean other things, too.
pub(super) const SOFT: &str = "\
     service | token | window | bucket | store | rest | memory | node | layer | component | \
     pipeline | process | cluster | instance | thread | map | array | tree | list | set | graph | \
     pool | consumer | producer | topic | interval | backend | library | id | push | pull | \
     index | table | row | column | join | lock | script | batch |  worker | module | \
     gateway | disk | header | cursor | offset | algorithm | snapshot | lease | edge | managed | \
     java | python | rust | secondary | master | leader | integer | decimal | float | timestamp \
     | counter | stream | streaming | poll | route | queue | ledger | inbox | heap | container | \
     vm | restore | alert | backup | monitoring | transaction | timeout | retry | encryption | \
     cache | database | log | session cookie | cookie | api key | endpoint | pagination | \
     patch | put | oracle | react | vault | spark | swift | kong | rails | channels | temporal \
     | markdown | html | adapter | local database | throttle | fallback | handler | refund | proxy | scheduler | sync | async";

/// Terms of the lexicon that speak about requirements, numbers or the product.
pub(super) const NOT_MEANS: &str = "\
     requests per second | transactions per second | writes per second | reads per second | per \
     second | per minute | per hour | per day | per month | per year | daily active users | \
     monthly active users | concurrent users | concurrent connections | peak traffic | \
     back-of-the-envelope | read-heavy | write-heavy | read/write ratio | million | billion | \
     percent | kilobyte | megabyte | gigabyte | terabyte | petabyte | megabits per second | \
     gigabits per second | millisecond | three nines | four nines | latency | throughput | p50 | \
     p95 | p99 | availability | durability | fault tolerance | service level objective | service \
     level agreement | error budget | error rate | spam | bot | phishing | fraud detection | \
     chargeback | refund | double charge | personal data | general data protection regulation | \
     data retention | data residency | opt-out | pci dss | time zone | trending | autocomplete | \
     news feed | celebrity | presence | stale | strong consistency | eventual consistency | real \
     time | delivery receipt | full-text search | analytics | push notification | email delivery \
     | notification preferences | web crawler | robots.txt | politeness | recrawl | inventory | \
     oversell | seat hold | custom alias | time to live | region | data centre | availability \
     zone | authentication | brute force | authorization | multi-factor authentication | \
     end-to-end encryption | encryption | compression | audit log | right to erasure | quota | \
     rate limit | identifier | primary | offline mode | version history | restore | location \
     update | misfire | on-call | alert | metric | monitoring | golang | trade-off | bottleneck \
     | enumeration | denial of service | reconnect | payment service provider | follower graph | \
     near by | deduplicate | exactly-once | at-least-once delivery | at-most-once delivery | hot \
     key | hotspot | message ordering | password reset | account lockout | revoke | cron | \
     scheduler | background job | driver matching | nearby search | a/b test | maintenance | sdk \
     | software development kit | zero-downtime | breaking change | webhook | single sign-on | \
     identity provider | kubernetes | tenant isolation | idempotent | near-duplicate detection | \
     authorise and capture | seen set";
