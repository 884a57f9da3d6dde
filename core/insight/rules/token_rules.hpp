// Shapes that are secrets wherever they stand, whoever made them.
#pragma once

#include "core/insight/rules/advice.hpp"

#include <array>

namespace strata {

inline constexpr auto token_rules = std::to_array<FindingRule>({
    {.id = "url-password",
     .title = "Password in a URL",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words =
         "http:// https:// ftp:// ftps:// sftp:// ssh:// svn:// ldap:// ldaps:// smtp:// smtps:// imap:// imaps:// "
         "postgres:// postgresql:// mysql:// mariadb:// mssql:// sqlserver:// oracle:// cockroachdb:// mongodb:// "
         "mongodb+srv:// redis:// rediss:// valkey:// amqp:// amqps:// mqtt:// mqtts:// nats:// kafka:// stomp:// "
         "clickhouse:// elasticsearch:// neo4j:// bolt:// influxdb:// couchbase:// cassandra:// db2:// snowflake:// "
         "socks5:// pgsql:// smb://",
     .pattern = R"re([a-z][a-z0-9+]{1,20}://[^\s/:@?#"'<>]{0,64}:([^\s/@"'<>]{6,128})@[A-Za-z0-9\[])re",
     .entropy = 1.5,
     .in_url = true,
     .why = "opens what the URL names",
     .advice = mount_secret,
     .finds = "DB=postgres://shop:"
              "Tr4-kw9z@db/shop",
     .leaves = "DB=postgres://shop:"
               "Tr4-kw9z@db.example.com/shop"},
    {.id = "password-constant",
     .title = "Password in a constant of PHP",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "define(",
     .pattern =
         R"re(define\(\s*["'][A-Z0-9_]*(?:PASSWORD|PASS|SECRET|TOKEN|API_KEY|SECRET_KEY)["']\s*,\s*["']([^\s"']{6,256})["'])re",
     .entropy = 2.0,
     .why = "is one by its name, and everybody who has the image can read it",
     .advice = mount_secret,
     .finds = "define('DB_PASS"
              "WORD', 'Tr4-kw9z-moss');",
     .leaves = "define('DB_PASS"
               "WORD', getenv('DB_PASSWORD'));"},
    {.id = "json-web-token",
     .title = "JSON Web Token",
     .severity = FindingSeverity::low,
     .look = RuleLook::token,
     .words = "eyJh eyJ0 eyJr eyJl",
     .pattern = R"re(eyJ[A-Za-z0-9_-]{12,}\.eyJ[A-Za-z0-9_-]{12,}\.[A-Za-z0-9_-]{20,})re",
     .entropy = 3.0,
     .why = "lets in whoever holds it, until it expires",
     .advice = revoke_token,
     .finds = "ey"
              "JhbGciOiJIUzI1NiJ9.eyJRl0JvIQ1ouDBBZX9xG4KLK6A6UAfchIwi1XwW7X9.69kkVmOXjt8kOQPgn8wad"
              "qcSAA0XnPkNy610Y6WA3uu",
     .leaves = "ey"
               "JhbGciOiJIUzI1NiJ9"},
    {.id = "age-secret-key",
     .title = "age secret key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "AGE-SECRET-KEY-1",
     .pattern = R"re(AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})re",
     .entropy = 3.0,
     .why = "decrypts what was encrypted for its owner",
     .advice = revoke_token,
     .finds = "AGE-SEC"
              "RET-KEY-1F3PMPKT3ZJ7JLVHJ2GF2W65G85N9CC4T8CRAAAXLJRXUZNF82RU9DPTNWJ",
     .leaves = "AGE-SEC"
               "RET-KEY-1 is how it starts"},
    {.id = "kubernetes-client-key",
     .title = "Key of a Kubernetes user",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "client-key-data",
     .pattern = R"re(client-key-data["\x27]?\s*:\s*["\x27]?(LS0tLS1CRUdJTi[A-Za-z0-9+/=]{40,}))re",
     .entropy = 3.0,
     .why = "rules a cluster as far as its user may",
     .advice = revoke_token,
     .finds = "client-key-da"
              "ta: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1DNENBUUF3QlFZREsyVndCQ0lFSUVKMWRDQnViMko=",
     .leaves = "client-key-da"
               "ta: DATA+OMITTED"},
    {.id = "swarm-join-token",
     .title = "Docker Swarm join token",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "SWMTKN-1-",
     .pattern = R"re(SWMTKN-1-[a-z0-9]{50}-[a-z0-9]{25}\b)re",
     .entropy = 3.0,
     .why = "joins a swarm, as its manager even",
     .advice = revoke_token,
     .finds = "SWM"
              "TKN-1-mh4cjtnukiglh1gkxaivr6zhp3iseitn4nfp05jx331tt0tr1k-wm4b8kqpb56mvvrml4a250k9n",
     .leaves = "SWM"
               "TKN-1-token"},
});

} // namespace strata
