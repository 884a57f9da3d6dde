// Shapes that are secrets wherever they stand: tokens with a mark of their maker.
#pragma once

#include "core/insight/rules/advice.hpp"

#include <array>

namespace strata {

inline constexpr auto token_rules = std::to_array<FindingRule>({
    {.id = "aws-access-key",
     .title = "AWS access key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "AKIA ASIA ABIA ACCA",
     .pattern = R"re((?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b)re",
     .entropy = 3.0,
     .why = "names an account of Amazon Web Services; its secret half is seldom far away",
     .advice = revoke_token,
     .finds = "key = AKI"
              "ALACI57K43PEADJ4S",
     .leaves = "key = AKI"
               "AIOSFODNN7EXAMPLE"},
    {.id = "aws-secret-key",
     .title = "AWS secret key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words =
         "aws_secret_access_key AWS_SECRET_ACCESS_KEY aws_secret_key AWS_SECRET_KEY SecretAccessKey secretAccessKey",
     .pattern =
         R"re((?i)(?:aws_?)?secret_?(?:access_?)?key["']?(?:\s*(?:=>|[=:,])\s*|\s+)["']?([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|$))re",
     .entropy = 4.0,
     .why = "opens what its access key may open at Amazon Web Services",
     .advice = revoke_token,
     .finds = "AWS_SECRET_ACCESS_KEY="
              "dTGjjGu5PDHHIUrQdMftdK7Z9Z2AOyxpz/Yyj1v3",
     .leaves = "AWS_SECRET_ACCESS_KEY="
               "${AWS_SECRET_ACCESS_KEY:?is set by the deployment}"},
    {.id = "google-api-key",
     .title = "Google API key",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "AIza",
     .pattern = R"re((AIza[0-9A-Za-z_-]{35})(?:[^0-9A-Za-z_-]|$))re",
     .entropy = 3.0,
     .why = "is billed to its owner, whoever uses it",
     .advice = revoke_token,
     .finds = "AI"
              "zaX-n7e90me-BU_vs7PeHZXTPlblrJE3jAe4h",
     .leaves = "AI"
               "zaaR7K8XyZCB6IAUUJcTa_"},
    {.id = "google-oauth-secret",
     .title = "Google OAuth client secret",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "GOCSPX-",
     .pattern = R"re(GOCSPX-[A-Za-z0-9_-]{28})re",
     .entropy = 3.0,
     .why = "lets a program pass for its owner's application",
     .advice = revoke_token,
     .finds = "GOCS"
              "PX-RXcrzEBZshBfTf39VMBlMJzjtPrc",
     .leaves = "GOCS"
               "PX-short"},
    {.id = "github-token",
     .title = "GitHub token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
     .pattern = R"re((?:gh[pousr]_[A-Za-z0-9]{36}\b|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b))re",
     .entropy = 3.0,
     .why = "acts as its owner on GitHub",
     .advice = revoke_token,
     .finds = "token: gh"
              "p_yToBcCcRtIiGKrzBYXHolHYa13il3C31U0lV",
     .leaves = "token: gh"
               "p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
    {.id = "gitlab-token",
     .title = "GitLab token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "glpat- gldt- glrt- glptt- glsoat- glagent- glcbt- glft- glimt- gloas- GR1348941",
     .pattern = R"re((?:gl(?:pat|dt|rt|ptt|soat|agent|cbt|ft|imt|oas)-|GR1348941)[0-9A-Za-z_-]{20,})re",
     .entropy = 3.0,
     .why = "acts as its owner on GitLab",
     .advice = revoke_token,
     .finds = "glp"
              "at-vwvH70052LQmspJLc0DT",
     .leaves = "glp"
               "at-123"},
    {.id = "slack-token",
     .title = "Slack token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xapp-",
     .pattern = R"re((?:xox[bparse]-[0-9]{8,14}-[0-9A-Za-z-]{16,}|xapp-[0-9]-[A-Z0-9]{8,}-[0-9]{8,}-[a-f0-9]{32,}))re",
     .entropy = 3.0,
     .why = "reads and writes in a Slack workspace",
     .advice = revoke_token,
     .finds = "xox"
              "b-755725708941-435907754658-osFxTRaB9NlBfvWxrryPsatl",
     .leaves = "xox"
               "b-your-token-here"},
    {.id = "slack-webhook",
     .title = "Slack webhook",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "hooks.slack.com/",
     .pattern =
         R"re(hooks\.slack\.com/(?:services|workflows|triggers)/([A-Za-z0-9]{8,}/[A-Za-z0-9]{8,}/[A-Za-z0-9]{20,}))re",
     .entropy = 3.0,
     .why = "posts into a channel of Slack without asking",
     .advice = revoke_token,
     .finds = "https://hooks.slack."
              "com/services/T8Q7K0C5C3/B2QGP5J6YT/BT1pnnwukA1gMAkX0dN8Jcyu",
     .leaves = "https://hooks.slack."
               "com/services/T000/B000/XXXX"},
    {.id = "stripe-key",
     .title = "Stripe key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "sk_live_ rk_live_",
     .pattern = R"re([sr]k_live_[0-9A-Za-z]{24,})re",
     .entropy = 3.0,
     .why = "moves money",
     .advice = revoke_token,
     .finds = "sk_li"
              "ve_Ud8DqMsilwnruRj272WBKhr9",
     .leaves = "sk_li"
               "ve_..."},
    {.id = "stripe-test-key",
     .title = "Stripe test key",
     .severity = FindingSeverity::low,
     .look = RuleLook::token,
     .words = "sk_test_ rk_test_",
     .pattern = R"re([sr]k_test_[0-9A-Za-z]{24,})re",
     .entropy = 3.0,
     .why = "opens the test mode of an account at Stripe",
     .advice = revoke_token,
     .finds = "sk_te"
              "st_swEvrswXmZTcVE4RLpMS3EDQ",
     .leaves = "sk_te"
               "st_key"},
    {.id = "npm-token",
     .title = "npm token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "npm_",
     .pattern = R"re(npm_[A-Za-z0-9]{36}\b)re",
     .entropy = 3.0,
     .why = "publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "//registry.npmjs.org/:_authToken=np"
              "m_nrVrLRwyyXevrSM1XYEBo1xoUKutZkS8vjpZ",
     .leaves = "np"
               "m_config_registry"},
    {.id = "pypi-token",
     .title = "PyPI token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "pypi-AgE",
     .pattern = R"re(pypi-AgE[A-Za-z0-9_-]{50,})re",
     .entropy = 3.0,
     .why = "publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "password = py"
              "pi-AgE1maLucrPtZEViP91KeRFiME6Zuxk5Sb0IfSWJ9mdbzfK1n-jDwVEgbf55KuQdBN7VHik5qNvO8fy5l"
              "Sh",
     .leaves = "py"
               "pi-AgEI"},
    {.id = "rubygems-token",
     .title = "RubyGems token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "rubygems_",
     .pattern = R"re(rubygems_[a-f0-9]{48}\b)re",
     .entropy = 3.0,
     .why = "publishes gems in its owner's name",
     .advice = revoke_token,
     .finds = "rubyg"
              "ems_52aa3abcd942cde1a22959ee472b4812d5702984287c5647",
     .leaves = "rubyg"
               "ems_version"},
    {.id = "docker-hub-token",
     .title = "Docker Hub token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "dckr_pat_ dckr_oat_",
     .pattern = R"re(dckr_[po]at_[A-Za-z0-9_-]{27,})re",
     .entropy = 3.0,
     .why = "pulls and pushes images in its owner's name",
     .advice = revoke_token,
     .finds = "dckr_"
              "pat_j-SF83ecdzH6kXVqAf0rHAcM_Hq",
     .leaves = "dckr_"
               "pat_"},
    {.id = "digitalocean-token",
     .title = "DigitalOcean token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "dop_v1_ doo_v1_ dor_v1_",
     .pattern = R"re(do[opr]_v1_[a-f0-9]{64}\b)re",
     .entropy = 3.0,
     .why = "rules its owner's machines at DigitalOcean",
     .advice = revoke_token,
     .finds = "do"
              "p_v1_86441fdd56cf00ab1e0842f46694c67cc2f5fe38b2bde3ca33b288c5aaa5f02b",
     .leaves = "do"
               "p_v1_token"},
    {.id = "openai-key",
     .title = "OpenAI key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "sk-proj- sk-svcacct- sk-admin-",
     .pattern = R"re(sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,})re",
     .entropy = 3.0,
     .why = "is billed to its owner, whoever uses it",
     .advice = revoke_token,
     .finds = "sk-"
              "proj-W1cXYngpNpfeXKmZzatoTZVZGWw_9cLMIBZgFjT8T3BlbkFJ8NpmNitL1LP7KlzdoS-TkLhjXI7G873"
              "V3Zw_r9h9",
     .leaves = "sk-"
               "proj-yours"},
    {.id = "openai-user-key",
     .title = "OpenAI key of a user",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "T3BlbkFJ",
     .match_offset = -23,
     .pattern = R"re(sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}\b)re",
     .entropy = 3.0,
     .why = "is billed to its owner, whoever uses it",
     .advice = revoke_token,
     .finds = "api_key=sk-"
              "8hUwXz3mQ0vJr5LbYt2dT3BlbkFJ1sNc7KpVe4Gf9ZaWo6Hi",
     .leaves = "api_key=sk-"
               "8hUwXz3mQ0vJr5LbYt2T3BlbkFJ1sNc7KpVe4Gf9ZaWo6Hi"},
    {.id = "anthropic-key",
     .title = "Anthropic key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "sk-ant-",
     .pattern = R"re(sk-ant-(?:api|admin)[0-9]{2}-[A-Za-z0-9_-]{80,})re",
     .entropy = 3.0,
     .why = "is billed to its owner, whoever uses it",
     .advice = revoke_token,
     .finds = "sk-"
              "ant-api03-xVl62DmX_7bzEesW8rauyH8j1vwhIT_A7rP_eAmILknoqgR9M9Jx3PW8IlGeptr97mucY5sGF9"
              "9cbEnSp-mDf9_jSkWP0AA",
     .leaves = "sk-"
               "ant-api03-..."},
    {.id = "databricks-token",
     .title = "Databricks token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "dapi",
     .pattern = R"re(dapi[0-9a-f]{32}(?:-[0-9])?\b)re",
     .entropy = 3.0,
     .why = "acts as its owner on Databricks",
     .advice = revoke_token,
     .finds = "da"
              "pi7880319374ade1fe26a417062b86933d",
     .leaves = "da"
               "pi.databricks.com"},
    {.id = "vault-token",
     .title = "Vault token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "hvs. hvb. hvr.",
     .pattern = R"re(hv[sbr]\.[A-Za-z0-9_-]{24,})re",
     .entropy = 3.0,
     .why = "opens secrets that Vault keeps",
     .advice = revoke_token,
     .finds = "hv"
              "s.fYCRyrqpgPm-u1Z9k1vdk5f2nGNvn2a7AH1xxVGj6dQrR4xKwXcFn1z6iQRluTYKD3HJ3vJVAsLf9PunlC"
              "mjzNKZNNHL",
     .leaves = "hv"
               "s.get(key)"},
    {.id = "terraform-token",
     .title = "Terraform Cloud token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = ".atlasv1.",
     .pattern = R"re(\.atlasv1\.[A-Za-z0-9_=-]{60,})re",
     .entropy = 3.0,
     .why = "rules infrastructure",
     .advice = revoke_token,
     .finds = "pie0okYFpJyRx2.atl"
              "asv1.KkQP9ZiGBO6HeBwUmTo4DqIOJQMN6O2c6HRWqM9F-ETpd3IeietgRCKGXpOfbELR",
     .leaves = ".atl"
               "asv1.token"},
    {.id = "azure-storage-key",
     .title = "Azure storage key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "AccountKey=",
     .pattern = R"re(AccountKey=([A-Za-z0-9+/]{86}==))re",
     .entropy = 4.0,
     .why = "opens a storage account as a whole",
     .advice = revoke_token,
     .finds = "AccountName=shop;Account"
              "Key=3J4+b41BcsP3FYDyj8r89Ob5InSULVbGRKIzV6m+iA64BUTcALPhjlQiyhAAI5P9fOZd60dCj0RyiSOS"
              "X9yKCv==",
     .leaves = "Account"
               "Key=<key>"},
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
     .why = "opens what the URL names",
     .advice = mount_secret,
     .finds = "DB=postgres://shop:"
              "Tr4-kw9z@db/shop",
     .leaves = "DB=postgres://shop:"
               "$PASSWORD@db/shop"},
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
    {.id = "shopify-token",
     .title = "Shopify token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "shpat_ shpca_ shppa_ shpss_",
     .pattern = R"re(shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b)re",
     .entropy = 3.0,
     .why = "opens a shop's data",
     .advice = revoke_token,
     .finds = "shp"
              "at_a67e3a47e044ed82c864863d4820cbfa",
     .leaves = "shp"
               "at_ is the prefix"},
    {.id = "grafana-token",
     .title = "Grafana token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "glsa_ glc_eyJ",
     .pattern = R"re((?:glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\b|glc_eyJ[A-Za-z0-9+/=_-]{40,}))re",
     .entropy = 3.0,
     .why = "opens dashboards and their data",
     .advice = revoke_token,
     .finds = "gl"
              "sa_gDjFOLnaRn5CWmIYEYikWVdeSOpOjEZM_fa3c72e3",
     .leaves = "gl"
               "sa_token"},
    {.id = "new-relic-key",
     .title = "New Relic key",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "NRAK-",
     .pattern = R"re(NRAK-[A-Z0-9]{27}\b)re",
     .entropy = 3.0,
     .why = "reads what New Relic collects",
     .advice = revoke_token,
     .finds = "NR"
              "AK-4TEDWN3XV56TQFHB6M81LSUS6CG",
     .leaves = "NR"
               "AK-key"},
    {.id = "postman-key",
     .title = "Postman key",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "PMAK-",
     .pattern = R"re(PMAK-[a-f0-9]{24}-[a-f0-9]{34}\b)re",
     .entropy = 3.0,
     .why = "opens its owner's workspaces",
     .advice = revoke_token,
     .finds = "PM"
              "AK-3ae2e7a72846542ee94a5902-a3ed5c2a64ccadb9f79d9f4bb837c0c60a",
     .leaves = "PM"
               "AK-key"},
    {.id = "atlassian-token",
     .title = "Atlassian token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "ATATT3xFfGF0 ATBB",
     .pattern = R"re((?:ATATT3xFfGF0[A-Za-z0-9_=-]{40,}|ATBB[A-Za-z0-9]{32}\b))re",
     .entropy = 3.0,
     .why = "acts as its owner in Jira, Confluence and Bitbucket",
     .advice = revoke_token,
     .finds = "ATATT3"
              "xFfGF0c7UnRee7ZUZL3R7yonRit-EcMbdDHwgzdkNGdXE0hKpyLwteGSDUztdF_Y4L",
     .leaves = "ATATT3"
               "xFfGF0"},
    {.id = "linear-key",
     .title = "Linear key",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "lin_api_",
     .pattern = R"re(lin_api_[A-Za-z0-9]{40}\b)re",
     .entropy = 3.0,
     .why = "acts as its owner in Linear",
     .advice = revoke_token,
     .finds = "lin_"
              "api_uDJ2xjxQBoFB0dut01f37wvvbcYQoYaJwZJS96K2",
     .leaves = "lin_"
               "api_key"},
    {.id = "pulumi-token",
     .title = "Pulumi token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "pul-",
     .pattern = R"re(pul-[a-f0-9]{40}\b)re",
     .entropy = 3.0,
     .why = "rules infrastructure",
     .advice = revoke_token,
     .finds = "pu"
              "l-de01591048605022328cc2627c0b411304512e88",
     .leaves = "pu"
               "l-request"},
    {.id = "discord-webhook",
     .title = "Discord webhook",
     .severity = FindingSeverity::low,
     .look = RuleLook::token,
     .words = "/api/webhooks/",
     .pattern = R"re(/api/webhooks/[0-9]{17,20}/([A-Za-z0-9_-]{60,}))re",
     .entropy = 3.0,
     .why = "posts into a channel of Discord without asking",
     .advice = revoke_token,
     .finds = "https://discord.com/api/"
              "webhooks/295122635456933280/VpZbrEKa5Sgy2awReQyI8Mj8YCHNBCv9cTG2-jPLj0JcMHCbId6Vk8E1"
              "Cfu5Ac0F9C3W",
     .leaves = "https://discord.com/api/"
               "webhooks/ID/TOKEN"},
    {.id = "sentry-token",
     .title = "Sentry token",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "sntrys_ sntryu_",
     .pattern = R"re((?:sntrys_eyJ[A-Za-z0-9+/=_-]{40,}|sntryu_[a-f0-9]{64}))re",
     .entropy = 3.0,
     .why = "acts as its owner in Sentry",
     .advice = revoke_token,
     .finds = "sntr"
              "yu_da1b2e56d50cf302993e6e97e9b7eadb73d44122e22e27c7cd46fec68b024db7",
     .leaves = "sntr"
               "yu_token"},
});

} // namespace strata
