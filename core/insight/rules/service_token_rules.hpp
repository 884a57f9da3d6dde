// Tokens of services that pay, send, talk and think for others. Words
// whose bytes stand in much other text would slow the search for all: such tokens are left out.
#pragma once

#include "core/insight/rules/advice.hpp"

#include <array>

namespace strata {

inline constexpr auto service_token_rules = std::to_array<FindingRule>({
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
    {.id = "sendgrid-key",
     .title = "SendGrid key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "\"SG. 'SG. `SG. =SG.",
     .match_offset = 1,
     .pattern = R"re(\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b)re",
     .entropy = 3.0,
     .why = "sends mail in its owner's name",
     .advice = revoke_token,
     .finds = "KEY=S"
              "G.XQWQSKqM5oQRUDvFS2a99k.zexIJ95eHvOfW64SzxwLXwcXHLst1Jlm3zDIhBgY3ow",
     .leaves = "KEY=S"
               "G.key"},
    {.id = "hugging-face-token",
     .title = "Hugging Face token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "\"hf_ 'hf_ `hf_ =hf_",
     .match_offset = 1,
     .pattern = R"re(\bhf_[A-Za-z]{34}\b)re",
     .entropy = 3.0,
     .why = "opens its owner's models",
     .advice = revoke_token,
     .finds = "HF=h"
              "f_UduCbnIixlYzxpDlwrAgrLAhxMgqcNeORk",
     .leaves = "HF=h"
               "f_home"},
    {.id = "square-token",
     .title = "Square token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "EAAAE EAAAl sq0atp- sq0csp-",
     .pattern =
         R"re((EAAA[El][A-Za-z0-9_-]{59}|sq0(?:atp-[A-Za-z0-9_-]{22}|csp-[A-Za-z0-9_-]{43}))(?:[^A-Za-z0-9_-]|$))re",
     .entropy = 3.0,
     .why = "moves money",
     .advice = revoke_token,
     .finds = "sq"
              "0csp-mC1hmAuGV5rsgYRoLVlAt7fiXTEyhtxXjjYRUUszBQj",
     .leaves = "sq"
               "0csp-short"},
    {.id = "brevo-key",
     .title = "Brevo key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "xkeysib-",
     .pattern = R"re(xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}\b)re",
     .entropy = 3.0,
     .why = "sends mail in its owner's name",
     .advice = revoke_token,
     .finds = "xkey"
              "sib-6b0d5fb5a6e0f3945b8e1021d7bb4148a3188f4836535719050ed0f3897e7440-GCX52BLv3s4J1W3"
              "6",
     .leaves = "xkey"
               "sib-key"},
    {.id = "model-service-key",
     .title = "Key of a service for language models",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "gsk_ sk-or-v1-",
     .pattern = R"re((?:gsk_[A-Za-z0-9]{52}\b|sk-or-v1-[a-f0-9]{64}\b))re",
     .entropy = 3.0,
     .why = "is billed to its owner, whoever uses it",
     .advice = revoke_token,
     .finds = "sk-"
              "or-v1-78ac38ce42ecc2c8a3bb9a460bd0ed0dd9b146f4ac019adfc754f28d882f462a",
     .leaves = "sk-"
               "or-v1-key"},
});

} // namespace strata
