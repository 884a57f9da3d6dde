// Rules about what a file is: keys and certificates by their content, everything else by its name.
#pragma once

#include "core/insight/rules/advice.hpp"

#include <array>

namespace strata {

inline constexpr auto content_rules = std::to_array<FindingRule>({
    {.id = "private-key",
     .title = "Private key",
     .severity = FindingSeverity::high,
     .look = RuleLook::key_block,
     .why = "proves an identity or decrypts; who has the image has it",
     .advice = revoke_token,
     .finds = "-----BEGIN PRIV"
              "ATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIEJ1dCBub2JvZHkgZXZlciB1c2VkIHRoaXMga2V5IDop\n-----END "
              "PRIVATE KEY-----\n",
     .leaves = "if text.startswith('-----BEGIN PRIV"
               "ATE KEY-----'): ...\n"},
    {.id = "openvpn-key",
     .title = "Static key of OpenVPN",
     .severity = FindingSeverity::high,
     .look = RuleLook::key_block,
     .why = "lets in who has it, or takes away the guard in front of the login",
     .advice = revoke_token,
     .finds = "-----BEGIN OpenVPN Sta"
              "tic key V1-----\n0b891baf90d0d3bf16295d06910bf3f5\nfb85967f532f3ab3cc2d0b698d5c7e41\n-----END OpenVPN "
              "Static key V1-----\n",
     .leaves = "-----BEGIN OpenVPN Sta"
               "tic key V1-----\n-----END OpenVPN Static key V1-----\n"},
    {.id = "certificate",
     .title = "Certificate",
     .group = FindingGroup::content,
     .severity = FindingSeverity::note,
     .look = RuleLook::certificate,
     .why = "what relies on it stops when it expires",
     .advice = "renew it outside of the image and mount it when the container starts",
     .finds = "-----BEGIN CERTIFICATE-----\n"
              "MIIBgzCCASmgAwIBAgIUZ7qS9cCcEwP2AhUqUn6ev0yfHdwwCgYIKoZIzj0EAwIw\n"
              "FzEVMBMGA1UEAwwMc2hvcC5leGFtcGxlMB4XDTI2MTEyNTE4MzAxMFoXDTM2MTEy\n"
              "MjE4MzAxMFowFzEVMBMGA1UEAwwMc2hvcC5leGFtcGxlMFkwEwYHKoZIzj0CAQYI\n"
              "KoZIzj0DAQcDQgAEpXEdpQ4Tj1Dw2ITMzmEWvyK6xEpx3up0TIDCMi1Jem96HtFL\n"
              "ntVa192klTMiW5CR9QPjn0WqHTNwKtQ6xn3E+aNTMFEwHQYDVR0OBBYEFEMH7FIP\n"
              "K/obl2eUSS8Hi7Z4D47OMB8GA1UdIwQYMBaAFEMH7FIPK/obl2eUSS8Hi7Z4D47O\n"
              "MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhANJ7ks3JX4d+ZKqr\n"
              "85Y/8elTKHjEyC74eFKW9A6zGyGJAiBhr+3jfLKc00aOTp+MUExaDmm7nIzls1Yj\n"
              "NgvVS1PQkA==\n"
              "-----END CERTIFICATE-----\n",
     .leaves = "-----BEGIN CERTIFICATE-----\nbm90IGEgcmVhbCBjZXJ0aWZpY2F0ZQ==\n-----END CERTIFICATE-----\n"},
    {.id = "password-hash",
     .title = "Password hash",
     .severity = FindingSeverity::medium,
     .look = RuleLook::account,
     .pattern = R"re((?m)^[^:\n]+:(\$[^:\n]{8,}|[./0-9A-Za-z]{13}):)re",
     .why = "can be tried offline until the password is found, and is the same in every container",
     .advice = "lock the account (passwd -l) and set a password, if any, when the container starts",
     .finds = "root:$6$Wq0kd1Zs$6bFhVb1H0fYx8pQ0:19000:0:99999:7:::",
     .leaves = "root:*:19000:0:99999:7:::"},
    {.id = "empty-password",
     .title = "Account without a password",
     .group = FindingGroup::permission,
     .severity = FindingSeverity::high,
     .look = RuleLook::account,
     .pattern = R"re((?m)^([^:\n]+)::)re",
     .why = "whoever is in the container can become this user",
     .advice = "lock the account: passwd -l NAME",
     .finds = "root::19000:0:99999:7:::",
     .leaves = "root:!:19000:0:99999:7:::"},
    {.id = "dotenv",
     .title = "File of environment variables",
     .severity = FindingSeverity::medium,
     .look = RuleLook::file_name,
     .paths = "/.env /.env.local /.env.production /.env.prod /.env.staging /.env.development /.env.dev /.env.test "
              "/.env.secret /.env.secrets /.envrc",
     .why = "holds what an application must keep to itself: passwords, tokens, addresses",
     .advice = leave_out,
     .finds = "srv/app/.env=DB_PASSWORD=x",
     .leaves = "srv/app/.env.example=DB_PASSWORD=x\nsrv/app/.env=DB_PASSWORD="},
    {.id = "package-registry-login",
     .title = "Settings of a package manager that may hold a login",
     .severity = FindingSeverity::low,
     .look = RuleLook::file_name,
     .paths = "/.npmrc /.yarnrc.yml /.pypirc /.gem/credentials /.cargo/credentials /.cargo/credentials.toml "
              "/.m2/settings.xml /.m2/settings-security.xml /.composer/auth.json /.config/composer/auth.json "
              "/.nuget/NuGet/NuGet.Config /.gradle/gradle.properties /.bundle/config /.config/pip/pip.conf "
              "/.pip/pip.conf",
     .why = "often holds the token that installs and publishes packages",
     .advice = leave_out,
     .finds = "root/.npmrc=registry=https://npm.example.net",
     .leaves = "usr/lib/node_modules/npm/npmrc=x"},
    {.id = "cloud-credentials",
     .title = "Cloud credentials",
     .severity = FindingSeverity::high,
     .look = RuleLook::file_name,
     .paths = "/.aws/credentials /.config/gcloud/credentials.db /.config/gcloud/access_tokens.db "
              "/application_default_credentials.json /.azure/accessTokens.json /.azure/msal_token_cache.json "
              "/.azure/msal_token_cache.bin /.config/doctl/config.yaml /.s3cfg /.boto "
              "/.oci/config /.config/rclone/rclone.conf /.terraform.d/credentials.tfrc.json "
              "/.terraformrc /.vault-token /.config/hcloud/cli.toml /.fly/config.yml",
     .why = "opens an account at a cloud, and all that runs there",
     .advice = revoke_token,
     .finds = "root/.aws/credentials=aws_session_token=x",
     .leaves = "root/.aws/config=[default]\nroot/.azure/accessTokens.json=[]"},
    {.id = "login-file",
     .title = "File of logins",
     .severity = FindingSeverity::high,
     .look = RuleLook::file_name,
     .paths = "/.git-credentials /.netrc /_netrc /.pgpass /.my.cnf /.mylogin.cnf "
              "/.htpasswd /.svn/auth/svn.simple "
              "/config/master.key /.streamlit/secrets.toml /.config/op/config",
     .why = "names users with their passwords or tokens",
     .advice = leave_out,
     .finds = "root/.git-credentials=https://shop@git.example.net",
     .leaves = "root/.gitconfig=[user]\nroot/.my.cnf=[client]"},
    {.id = "kerberos-keytab",
     .title = "Keys of Kerberos",
     .severity = FindingSeverity::high,
     .look = RuleLook::file_name,
     .paths = "*.keytab",
     .why = "signs in as the users and services that it names, without a password",
     .advice = leave_out,
     .finds = "etc/krb5.keytab=x",
     .leaves = "etc/krb5.conf=x"},
    {.id = "key-store",
     .title = "Store of keys",
     .severity = FindingSeverity::medium,
     .look = RuleLook::file_name,
     .paths = "*.jks *.keystore *.p12 *.pfx *.kdbx *.ppk",
     .why = "may hold private keys behind a password that can be tried offline",
     .advice = leave_out,
     .finds = "srv/shop.p12=0",
     .leaves = "usr/share/doc/p12=0"},
    {.id = "gnupg-keys",
     .title = "Private keys of GnuPG",
     .severity = FindingSeverity::high,
     .look = RuleLook::file_name,
     .paths = "/private-keys-v1.d/*.key /secring.gpg",
     .why = "sign and decrypt in their owner's name; a passphrase, where they have one, can be tried offline",
     .advice = leave_out,
     .finds = "root/.gnupg/private-keys-v1.d/8A.key=Key:(private-key",
     .leaves = "root/.gnupg/pubring.gpg=x\nroot/.gnupg/server.key=x"},
    {.id = "infrastructure-state",
     .title = "State of infrastructure",
     .severity = FindingSeverity::high,
     .look = RuleLook::file_name,
     .paths = "*.tfstate *.tfstate.backup",
     .why = "terraform writes every secret that it has made into its state, as it is",
     .advice = leave_out,
     .finds = "srv/terraform.tfstate={\"version\":4}",
     .leaves = "srv/main.tf={\"version\":4}"},
    {.id = "shell-history",
     .title = "History of a shell",
     .group = FindingGroup::content,
     .severity = FindingSeverity::low,
     .look = RuleLook::file_name,
     .paths = "/.bash_history /.zsh_history /.ash_history /.sh_history /.history /.python_history /.mysql_history "
              "/.psql_history /.sqlite_history /.node_repl_history /.rediscli_history /.irb_history /.viminfo "
              "/fish_history",
     .why = "tells what was typed while the image was made, passwords included; an image from `docker commit` has one",
     .advice = "build with a Dockerfile, or remove it in the same RUN",
     .finds = "root/.bash_history=ls",
     .leaves = "root/.bashrc=ls"},
    {.id = "core-dump",
     .title = "Memory of a crashed program",
     .group = FindingGroup::content,
     .severity = FindingSeverity::medium,
     .look = RuleLook::file_name,
     .paths = "*.core *.dmp *.hprof /heapdump.phd",
     .why = "holds all that the program had in memory, secrets included",
     .advice = leave_out,
     .finds = "srv/app/java.hprof=x",
     .leaves = "etc/core=x"},
    {.id = "git-repository",
     .title = "Git repository",
     .group = FindingGroup::content,
     .severity = FindingSeverity::low,
     .look = RuleLook::folder,
     .paths = "/.git",
     .why = "brings every earlier version of the source along, and what was ever committed by mistake",
     .advice = "a line `.git` in .dockerignore",
     .finds = "srv/.git/\nsrv/.git/HEAD=ref",
     .leaves = "srv/.gitignore=x"},
    {.id = "package-cache",
     .title = "Cache of a package manager",
     .group = FindingGroup::leftover,
     .severity = FindingSeverity::note,
     .look = RuleLook::folder,
     .paths = "^/var/lib/apt/lists ^/var/cache/apt/archives ^/var/cache/apk ^/var/cache/yum ^/var/cache/dnf "
              "^/var/cache/libdnf5 ^/var/cache/zypp ^/var/cache/pacman/pkg /.cache/pip /.cache/uv /.cache/pypoetry "
              "/.npm/_cacache /.cache/yarn /.yarn/berry/cache /.cache/node-gyp /.pnpm-store /.cache/go-build "
              "/go/pkg/mod/cache /.cargo/registry/cache /.cargo/git/db /.m2/repository /.gradle/caches "
              "/.composer/cache /.cache/composer /.gem/specs /.bundle/cache /.nuget/packages /conda/pkgs "
              "/miniconda3/pkgs /miniforge3/pkgs /anaconda3/pkgs /mambaforge/pkgs /micromamba/pkgs",
     .why = "only the next installation would use it",
     .advice = same_run,
     .finds = "var/lib/apt/lists/\nvar/lib/apt/lists/deb.example_Packages=x",
     .leaves = "var/lib/apt/lists/\nvar/lib/apt/lists/lock="},
    {.id = "temporary-files",
     .title = "Temporary files",
     .group = FindingGroup::leftover,
     .severity = FindingSeverity::note,
     .look = RuleLook::folder,
     .paths = "^/tmp ^/var/tmp",
     .why = "a container mostly gets an empty one",
     .advice = same_run,
     .finds = "tmp/ mode:1777\ntmp/build.tar=x",
     .leaves = "tmp/ mode:1777"},
});

} // namespace strata
