// More shapes that are secrets wherever they stand: tokens of services that fewer people use. A word whose bytes stand
// in much other text would slow the search for all of them: such tokens are left out.
#pragma once

#include "core/insight/rules/advice.hpp"

#include <array>

namespace strata {

inline constexpr auto service_token_rules = std::to_array<FindingRule>({
    {.id = "azure-shared-access-key",
     .title = "Azure shared access key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "SharedAccessKey=",
     .pattern = R"re(SharedAccessKey=([A-Za-z0-9+/]{43}=))re",
     .entropy = 3.0,
     .why = "sends to and reads from a queue or hub at Azure",
     .advice = revoke_token,
     .finds = "Endpoint=sb://shop.example.net/;SharedAccess"
              "Key=26auCJp8cHzlQEWht8NC1Wd3N52OWt3O2VcbNs6UPKl=",
     .leaves = "SharedAccess"
               "Key=<key>"},
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
    {.id = "heroku-key",
     .title = "Heroku key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "HRKU-",
     .pattern = R"re(HRKU-(?:AA[A-Za-z0-9_-]{58}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b)re",
     .entropy = 3.0,
     .why = "rules its owner's applications at Heroku",
     .advice = revoke_token,
     .finds = "HR"
              "KU-AANfprBQuXpxxSrWLYubZWWuONUCzDhTCjoACmMCdN674VPmtFehhIRz5S16",
     .leaves = "HR"
               "KU-key"},
    {.id = "cloudflare-origin-key",
     .title = "Cloudflare origin key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "v1.0-",
     .pattern = R"re(v1\.0-[a-f0-9]{24}-[a-f0-9]{146}\b)re",
     .entropy = 3.0,
     .why = "signs certificates in its owner's name",
     .advice = revoke_token,
     .finds = "v1."
              "0-5ae6e90052a38b8dd277bdef-11357f8a30d7761a1100ff311968bba316ec56adcdffdea03b30b1ce5"
              "d5c8b574f8a1c7fecae6a0ae0348f92c1409fba12ba68f46d2c43ff6c2477a6326af839deb628abd4321"
              "a607b",
     .leaves = "v1."
               "0-beta"},
    {.id = "alibaba-access-key",
     .title = "Alibaba Cloud access key",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "LTAI",
     .pattern = R"re(LTAI[A-Za-z0-9]{20}\b)re",
     .entropy = 3.0,
     .why = "names an account of Alibaba Cloud; its secret half is seldom far away",
     .advice = revoke_token,
     .finds = "LT"
              "AId38PqaMtn5C3FxaL7kZd",
     .leaves = "LT"
               "AIR of Alice"},
    {.id = "tencent-secret-id",
     .title = "Tencent Cloud secret id",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "AKID",
     .pattern = R"re(AKID[A-Za-z0-9]{32}\b)re",
     .entropy = 3.0,
     .why = "names an account of Tencent Cloud; its secret half is seldom far away",
     .advice = revoke_token,
     .finds = "AK"
              "IDwgKPvWOfHc6HwgG1BnPvDkPpyjEodN6y",
     .leaves = "AK"
               "ID_HEADER"},
    {.id = "doppler-token",
     .title = "Doppler token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "dp.pt. dp.st. dp.ct. dp.sa.",
     .pattern = R"re(dp\.(?:pt|ct|sa|st\.[a-z0-9_-]{2,35})\.[A-Za-z0-9]{40,44}\b)re",
     .entropy = 3.0,
     .why = "opens secrets that Doppler keeps",
     .advice = revoke_token,
     .finds = "dp."
              "pt.QVP9wx4ldB3ZQlFr3WZ1dqYO28s0iMRZEYpP0YYPpkF",
     .leaves = "dp."
               "pt.token"},
    {.id = "fly-token",
     .title = "Fly.io token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "fm1r_ fm2_",
     .pattern = R"re((?:fm1[ar]_[A-Za-z0-9+/]{40,}={0,3}|fm2_[A-Za-z0-9+/]{40,}={0,3}))re",
     .entropy = 3.0,
     .why = "rules its owner's machines at Fly.io",
     .advice = revoke_token,
     .finds = "fm"
              "2_5mtEPWywWGLHm65TyzXLebxvTRf4w0Y1Q8oyiaijAdbd7mluWBtDELJtPjh1TlAQxUlbAeYFAb9AVWhKHr"
              "B7c94qR0D3QwrxmnaqiYb1VOJyTLHM25dPdz51",
     .leaves = "fm"
               "2_token"},
    {.id = "planetscale-token",
     .title = "PlanetScale token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "pscale_tkn_ pscale_pw_",
     .pattern = R"re(pscale_(?:tkn|pw)_[A-Za-z0-9=._-]{32,64})re",
     .entropy = 3.0,
     .why = "opens databases at PlanetScale",
     .advice = revoke_token,
     .finds = "pscale"
              "_tkn_nFSEvtLwkqQxFbitWSq8YwrdVQfAmQ9AqGV7RgxErcZ",
     .leaves = "pscale"
               "_tkn_id"},
    {.id = "supabase-token",
     .title = "Supabase token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "sbp_",
     .pattern = R"re(sbp_[a-f0-9]{40}\b)re",
     .entropy = 3.0,
     .why = "rules its owner's databases at Supabase",
     .advice = revoke_token,
     .finds = "sb"
              "p_7741ed1557f32afa4312c8310ce8485b7d20d2f9",
     .leaves = "sb"
               "p_key"},
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
    {.id = "netlify-token",
     .title = "Netlify token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "nfp_",
     .pattern = R"re(nfp_[A-Za-z0-9]{36}\b)re",
     .entropy = 3.0,
     .why = "publishes sites in its owner's name",
     .advice = revoke_token,
     .finds = "nf"
              "p_NTOJ3RwzUrwuoHh5bLVZAlfvTm7UWeOt5D6r",
     .leaves = "nf"
               "p_token"},
    {.id = "sonar-token",
     .title = "SonarQube token",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "sqp_ squ_ sqa_",
     .pattern = R"re(sq[pua]_[a-f0-9]{40}\b)re",
     .entropy = 3.0,
     .why = "acts as its owner on SonarQube",
     .advice = revoke_token,
     .finds = "sq"
              "p_6890ca058e8a676cc406c0538ca926e4a7554f0d",
     .leaves = "sq"
               "p_token"},
    {.id = "artifactory-token",
     .title = "Artifactory token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "AKCp cmVmd",
     .pattern = R"re((?:AKCp[A-Za-z0-9]{69}\b|cmVmd[A-Za-z0-9]{59}\b))re",
     .entropy = 3.0,
     .why = "reads and publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "AK"
              "CpERL6rTKVx497NdI4ONySTXhiHdeY1cy7unGkxtyplVuPR3CyEOLPZiwzmNTx3IQj1nRpA",
     .leaves = "AK"
               "Cp8"},
    {.id = "clojars-token",
     .title = "Clojars token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "CLOJARS_",
     .pattern = R"re(CLOJARS_[a-z0-9]{60}\b)re",
     .entropy = 3.0,
     .why = "publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "CLO"
              "JARS_9fmfeqckaaa82zn0fc1f6b0pc0gmjkd1mcqr35jsc84qw4ifnp246hq7fg9e",
     .leaves = "CLO"
               "JARS_TOKEN"},
    {.id = "buildkite-token",
     .title = "Buildkite token",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "bkua_",
     .pattern = R"re(bkua_[A-Za-z0-9]{40}\b)re",
     .entropy = 3.0,
     .why = "acts as its owner on Buildkite",
     .advice = revoke_token,
     .finds = "bk"
              "ua_47bb8338a3df40853ae7ab39c4b01fa288e17a6f",
     .leaves = "bk"
               "ua_token"},
    {.id = "circleci-token",
     .title = "CircleCI token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "CCIPAT_ CCIPRJ_",
     .pattern = R"re(CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}\b)re",
     .entropy = 3.0,
     .why = "acts as its owner on CircleCI",
     .advice = revoke_token,
     .finds = "CC"
              "IPAT_OcBO4h4bjj3Yxt7LOj5vEt_8c2282e3686bf8ec8764a715ec107d2a7dde236c",
     .leaves = "CC"
               "IPAT_token"},
    {.id = "tailscale-key",
     .title = "Tailscale key",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "tskey-",
     .pattern = R"re(tskey-[a-z]+-[A-Za-z0-9]+(?:CNTRL)?-[A-Za-z0-9]{20,})re",
     .entropy = 3.0,
     .why = "joins its owner's network",
     .advice = revoke_token,
     .finds = "ts"
              "key-auth-kCfWFNuXQCNTRL-boJRppwG1JkZm8DqBdGJrqH41Uh4d480",
     .leaves = "ts"
               "key-auth-..."},
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
    {.id = "onepassword-token",
     .title = "1Password token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "ops_eyJ",
     .pattern = R"re(ops_eyJ[A-Za-z0-9+/]{250,}={0,3})re",
     .entropy = 3.0,
     .why = "opens secrets that 1Password keeps",
     .advice = revoke_token,
     .finds = "op"
              "s_eyJexSJ8VHoAWLVsP65ZkcdraWwz9g4bNRy5VooHIff6XIrL6p72qSIpt4729RCigqh8oj22IbX30nzMDN"
              "B8bYTddhKYxoBdPHUn2HKugVK9jWTHFMu8jeykvQiKJ2RfavINiYdI06lc8cLJlLUmonzta3vWClLBSEBKgw"
              "mHdba8JJ5E7caiGVNBBxW1GdUa0PWKZthtElRGMq7A5DW90LXeAHkTjdg6o0E4y1UwnH37fes35UNQWLISn2"
              "JZX3dKav1Qv4s",
     .leaves = "op"
               "s_eyJ..."},
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
