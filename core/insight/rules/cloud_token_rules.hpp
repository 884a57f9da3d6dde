// Tokens of those who rent out machines, networks and databases, or keep others' secrets.
#pragma once

#include "core/insight/rules/advice.hpp"

#include <array>

namespace strata {

inline constexpr auto cloud_token_rules = std::to_array<FindingRule>({
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
});

} // namespace strata
