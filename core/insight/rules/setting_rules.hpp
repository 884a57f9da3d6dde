// Shapes that are secrets only where settings stand: configuration, ENV, ARG and history.
#pragma once

#include "core/insight/rules/advice.hpp"

#include <array>

namespace strata {

inline constexpr auto setting_rules = std::to_array<FindingRule>({
    {.id = "twilio-key",
     .title = "Twilio key",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern = R"re(\bSK[0-9a-f]{32}\b)re",
     .entropy = 3.0,
     .why = "makes calls on its owner's bill",
     .advice = revoke_token,
     .finds = "SID=S"
              "Kde15af710bed1c6f65e53874b6bd17ed",
     .leaves = "SID=S"
               "K-1"},
    {.id = "telegram-token",
     .title = "Telegram bot token",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern = R"re(\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b)re",
     .entropy = 3.0,
     .why = "is the bot, whoever holds it",
     .advice = revoke_token,
     .finds = "BOT=783829940:A"
              "AO9MlkCP8L6MqspyxdvLwahfR9gs6KIx1A",
     .leaves = "BOT=12:A"
               "A"},
    {.id = "azure-client-secret",
     .title = "Azure client secret",
     .severity = FindingSeverity::high,
     .look = RuleLook::setting,
     .pattern = R"re((?:^|[\s"\x27=:])([A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?:[\s"\x27]|$))re",
     .entropy = 3.0,
     .why = "signs in to Azure as an application",
     .advice = revoke_token,
     .finds = "SECRET=Tdr8Q"
              "~d17oREBuAZWZTCsHPyy2tUPlkUrf7ukYjw",
     .leaves = "SECRET=8Q"
               "~short"},
    {.id = "mailgun-key",
     .title = "Mailgun key",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern = R"re(\bkey-[0-9a-f]{32}\b)re",
     .entropy = 3.0,
     .why = "sends mail in its owner's name",
     .advice = revoke_token,
     .finds = "MG=ke"
              "y-3e8e289b5f09a175b2bfd7578757d9ff",
     .leaves = "MG=ke"
               "y-value"},
    {.id = "nuget-key",
     .title = "NuGet key",
     .severity = FindingSeverity::high,
     .look = RuleLook::setting,
     .pattern = R"re(\boy2[a-z0-9]{43}\b)re",
     .entropy = 3.0,
     .why = "publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "NUGET=o"
              "y2efuafdawo0bktyd422fbh9excojh75pqg9n6bcsx8m9",
     .leaves = "NUGET=o"
               "y2key"},
    {.id = "crates-token",
     .title = "crates.io token",
     .severity = FindingSeverity::high,
     .look = RuleLook::setting,
     .pattern = R"re(\bcio[A-Za-z0-9]{32}\b)re",
     .entropy = 3.0,
     .why = "publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "CRATES=c"
              "ioV83VIVtkhNMpWiizNa3vbyejwM9KRLy0",
     .leaves = "CRATES=c"
               "io_uring"},
    {.id = "url-password-setting",
     .title = "Password in a URL",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting, // any scheme, and short ones: in text of all kinds there would be false alarms
     .pattern = R"re([A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/:@"\x27<>]{0,64}:([^\s/@"\x27<>]{3,128})@[A-Za-z0-9\[])re",
     .entropy = 1.5,
     .in_url = true,
     .why = "opens what the URL names",
     .advice = mount_secret,
     .finds = "DB=postgresql+asyncpg://shop:"
              "Tr4-kw9z@db/shop",
     .leaves = "DB=postgresql+asyncpg://shop:"
               "$PASSWORD@db/shop"},
    {.id = "authorization-header",
     .title = "Authorization header",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern = R"re((?i)authorization["\x27]?\s*[:=]\s*["\x27]?(?:basic|bearer|token)\s+([A-Za-z0-9+/=_.~-]{12,}))re",
     .entropy = 3.0,
     .why = "lets in whoever sends it",
     .advice = mount_secret,
     .finds = "curl -H \"Authorization: Bear"
              "er vv5qanPrOgo4K4vJ70rf0QCcaNyWuJ72\"",
     .leaves = "Authorization: Bear"
               "er $TOKEN"},
    {.id = "basic-login",
     .title = "Password on a command line",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern =
         R"re((?i)\b(?:curl|wget)\b[^\n|;&]{0,200}?\s(?:-u\s*|--user[= ]|--(?:http-)?password[= ])["\x27]?(?:[^\s:"\x27]{1,64}:)?([^\s"\x27]{4,128}))re",
     .entropy = 1.5,
     .why = "opens what the command asks",
     .advice = mount_secret,
     .finds = "curl -s -u shop:"
              "Tr4-kw9z https://repo.example.net/",
     .leaves = "curl -s -u shop:"
               "$PASSWORD https://repo.example.net/"},
    {.id = "npm-auth",
     .title = "npm login",
     .severity = FindingSeverity::high,
     .look = RuleLook::setting,
     .pattern =
         R"re((?:^|[\s"\x27])(?:[^\s"\x27#;=]{0,200}:)?_(?:authToken|auth|password)(?:\s*=\s*|\s+)["\x27]?([^\s"\x27$]{8,}))re",
     .entropy = 2.5,
     .why = "installs and publishes in its owner's name",
     .advice = mount_secret,
     .finds = "//npm.example.net/:_auth"
              "Token=zkyJuJZfEWGQwVxpgOUUYwWph9W51rTqOJSr",
     .leaves = "//npm.example.net/:_auth"
               "Token=${NPM_TOKEN}"},
    {.id = "docker-auth",
     .title = "Registry login",
     .severity = FindingSeverity::high,
     .look = RuleLook::setting,
     .pattern = R"re("auth"\s*:\s*"([A-Za-z0-9+/]{8,}={0,2})")re",
     .entropy = 2.0,
     .why = "pulls and pushes images in its owner's name",
     .advice = mount_secret,
     .finds = "{\"auths\": {\"registry.example.net\": {\"au"
              "th\": \"c2hvcDpUcjQta3c5eg==\"}}}",
     .leaves = "{\"auths\": {\"registry.example.net\": {\"au"
               "th\": \"\"}}}"},
    {.id = "composer-login",
     .title = "Login for Composer",
     .severity = FindingSeverity::high,
     .look = RuleLook::setting,
     .pattern =
         R"re((?:github-oauth|gitlab-oauth|gitlab-token|bearer)\\?"\s*:\s*\{\s*\\?"[^"\s]{1,200}"\s*:\s*\\?"([^"\s\\]{8,256}))re",
     .entropy = 2.5,
     .why = "opens the repositories that it names",
     .advice = mount_secret,
     .finds = "COMPOSER_AUTH={\"github-oauth\": {\"github.com\": "
              "\"3f8a91c07be24d56a1908cd7e2b64f50913ad8e7\"}}",
     .leaves = "COMPOSER_AUTH={\"github-oauth\": {\"github.com\": "
               "\"${GITHUB_TOKEN}\"}}"},
    {.id = "laravel-key",
     .title = "Laravel application key",
     .severity = FindingSeverity::high,
     .look = RuleLook::setting,
     .pattern = R"re(\bAPP_(?:PREVIOUS_)?KEYS?["\x27]?\s*[=:]\s*["\x27]?(base64:[A-Za-z0-9+/]{43}=))re",
     .entropy = 3.0,
     .why = "decrypts and signs the cookies and data of the application",
     .advice = mount_secret,
     .finds = "APP_KEY=base"
              "64:3q2+7wAX8kPzQm41TnVb6yWcRd0sJh9uLgEiFo5MZa8=",
     .leaves = "APP_KEY=base"
               "64:"},
    {.id = "netrc-login",
     .title = "Login for curl and git",
     .severity = FindingSeverity::high,
     .look = RuleLook::setting,
     .pattern =
         R"re((?m)(?:^|[\s"\x27])machine(?:\s|\\n)+[^\s\\]+(?:\s|\\n)+(?:login(?:\s|\\n)+[^\s\\]+(?:\s|\\n)+)?password\s+([^\s"\x27\\]{3,}))re",
     .entropy = 1.5,
     .why = "opens the machine it names",
     .advice = mount_secret,
     .finds = "machine git.example.net login shop pass"
              "word Tr4-kw9z",
     .leaves = "machine git.example.net login shop"},
    {.id = "ipsec-secret",
     .title = "Secret of IPsec",
     .severity = FindingSeverity::high,
     .look = RuleLook::file_setting,
     .pattern =
         R"re((?m)^[^#\n]{0,300}:\s*(?:PSK|EAP|XAUTH|NTLM|(?:RSA|ECDSA|P12|PKCS8)[ \t]+\S+)[ \t]+"?([^"\n]{3,256}))re",
     .entropy = 1.5,
     .paths = "*.secrets",
     .why = "opens the private network, or the key that does",
     .advice = leave_out,
     .finds = "vpn.shop.io : PS"
              "K \"Tr4-kw9z-moss\"",
     .leaves = "# : PS"
               "K \"Tr4-kw9z-moss\""},
    {.id = "ppp-secret",
     .title = "Password of a PPP connection",
     .severity = FindingSeverity::high,
     .look = RuleLook::file_setting,
     .pattern =
         R"re((?m)^[ \t]*(?:"[^"\n]{0,200}"|[^\s"#]{1,200})[ \t]+(?:"[^"\n]{0,200}"|[^\s"]{1,200})[ \t]+"?([^"\s]{3,256}))re",
     .entropy = 1.5,
     .paths = "/etc/ppp/chap-secrets /etc/ppp/pap-secrets",
     .why = "dials in as this user",
     .advice = leave_out,
     .finds = "shop * Tr4-k"
              "w9z-moss *",
     .leaves = "guest hostname \"*\" -"},
    {.id = "curl-login",
     .title = "Login in curl's settings",
     .severity = FindingSeverity::high,
     .look = RuleLook::file_setting,
     .pattern =
         R"re((?m)^[ \t]*-{0,2}(?:u|user|U|proxy-user)(?:[ \t]*[=:][ \t]*|[ \t]+)"?[^\s:"]{1,128}:([^\s"]{3,128}))re",
     .entropy = 1.5,
     .paths = "/.curlrc /_curlrc /.config/curlrc",
     .why = "goes along with every request of curl",
     .advice = leave_out,
     .finds = "user = \"shop:Tr4-k"
              "w9z\"",
     .leaves = "user-agent = \"shop:Tr4-k"
               "w9z\""},
    {.id = "xml-password",
     .title = "Password in XML",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern =
         R"re((?i)(?:<add\s+(?:key|name)="[^"\n]{0,80}?(?:password|passwd|secret|token|api_?key)"\s+value="|<(?:[a-z]{1,20}:)?(?:[a-z]{0,20}password|passphrase|secret|token|api_?key)>)([^"<\s]{6,256}))re",
     .entropy = 2.0,
     .why = "is one by its name, and everybody who has the image can read it",
     .advice = mount_secret,
     .finds = "<add key=\"ShopPass"
              "word\" value=\"Tr4-kw9z-moss\"/>",
     .leaves = "<add key=\"ShopPass"
               "word\" value=\"${SHOP_PASSWORD}\"/>"},
    {.id = "password-setting",
     .title = "Password or key in a setting",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern =
         R"re((?im)(?:^|[^A-Za-z0-9$%{])(?:[A-Za-z0-9]+[_.-])*(?:[a-z0-9]*password|[a-z0-9]*passwd|passphrase|pwd|pass|[a-z0-9]*secret|[a-z0-9]*token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|secret[_-]?key|master[_-]?key|encryption[_-]?key|signing[_-]?key|account[_-]?key|credentials?)(?:[_.-]?(?:base|key|value|hash|prod|live|[0-9]+))?["\x27]?\s*(?:=>|:=|=|:)\s*["\x27]?([^\s"\x27,;(){}\[\]]{6,256}))re",
     .entropy = 2.0,
     .why = "is one by its name, and everybody who has the image can read it",
     .advice = mount_secret,
     .finds = "DB_PASS"
              "WORD=Tr4-kw9z-moss",
     .leaves = "DB_PASS"
               "WORD=${DB_PASSWORD}"},
});

} // namespace strata
