// The groups, in Maven's sense, of common libraries whose archives do not say them: those that Gradle or ant built.
#pragma once

#include <string_view>

namespace strata {

struct MavenGroupRow {
    std::string_view group;
    std::string_view artifacts; ///< their ids with spaces between them; "*" at the end of one stands for anything
};

/// Names are whole where others like to begin their own programs' names with the same words: "spring-boot-demo".
inline constexpr MavenGroupRow maven_groups[] = {
    {"aopalliance", "aopalliance"},
    {"com.google.code.findbugs", "jsr305"},
    {"com.google.inject", "guice"},
    {"com.google.protobuf", "protobuf-java protobuf-java-util"},
    {"com.h2database", "h2"},
    {"com.mysql", "mysql-connector-j"},
    {"com.oracle.database.jdbc", "ojdbc8 ojdbc10 ojdbc11 ojdbc17"},
    {"com.squareup.okhttp3", "okhttp"},
    {"com.squareup.okio", "okio okio-jvm"},
    {"io.grpc", "grpc-alts grpc-api grpc-auth grpc-context grpc-core grpc-grpclb grpc-inprocess grpc-netty "
                "grpc-netty-shaded grpc-okhttp grpc-protobuf grpc-protobuf-lite grpc-services grpc-stub grpc-util "
                "grpc-xds"},
    {"io.micrometer", "micrometer-*"},
    {"io.projectreactor", "reactor-core"},
    {"io.projectreactor.netty", "reactor-netty reactor-netty-core reactor-netty-http"},
    {"javax.inject", "javax.inject"},
    {"javax.servlet", "servlet-api"},
    {"log4j", "log4j"},
    {"mysql", "mysql-connector-java"},
    {"net.java.dev.jna", "jna jna-platform"},
    {"org.apache.ant", "ant ant-launcher"},
    {"org.apache.kafka", "kafka-clients kafka-streams kafka_2.*"},
    {"org.apache.logging.log4j", "log4j-1.2-api log4j-api log4j-core log4j-jcl log4j-jul log4j-slf4j-impl "
                                 "log4j-slf4j2-impl log4j-to-slf4j log4j-web"},
    {"org.apache.lucene", "lucene-*"},
    {"org.apache.tomcat.embed", "tomcat-embed-core tomcat-embed-el tomcat-embed-jasper tomcat-embed-websocket"},
    {"org.bouncycastle", "bcpkix-* bcprov-* bcutil-*"},
    {"org.elasticsearch", "elasticsearch"},
    {"org.hsqldb", "hsqldb"},
    {"org.jetbrains.kotlin", "kotlin-reflect kotlin-stdlib kotlin-stdlib-*"},
    {"org.jetbrains.kotlinx", "kotlinx-*"},
    {"org.junit.jupiter", "junit-jupiter junit-jupiter-*"},
    {"org.junit.platform", "junit-platform-*"},
    {"org.junit.vintage", "junit-vintage-engine"},
    {"org.postgresql", "postgresql"},
    {"org.scala-lang", "scala-compiler scala-library scala-reflect"},
    {"org.springframework", "spring-aop spring-aspects spring-beans spring-context spring-context-indexer "
                            "spring-context-support spring-core spring-core-test spring-expression spring-instrument "
                            "spring-jcl spring-jdbc spring-jms spring-messaging spring-orm spring-oxm spring-r2dbc "
                            "spring-test spring-tx spring-web spring-webflux spring-webmvc spring-websocket"},
    {"org.springframework.amqp", "spring-amqp spring-rabbit spring-rabbit-stream"},
    {"org.springframework.batch", "spring-batch-core spring-batch-infrastructure spring-batch-integration"},
    {"org.springframework.boot",
     "spring-boot spring-boot-actuator spring-boot-actuator-autoconfigure spring-boot-autoconfigure "
     "spring-boot-configuration-processor spring-boot-devtools spring-boot-docker-compose "
     "spring-boot-jarmode-layertools spring-boot-jarmode-tools spring-boot-loader spring-boot-loader-classic "
     "spring-boot-loader-tools spring-boot-properties-migrator spring-boot-starter spring-boot-test "
     "spring-boot-test-autoconfigure spring-boot-testcontainers"},
    {"org.springframework.graphql", "spring-graphql"},
    {"org.springframework.integration",
     "spring-integration-amqp spring-integration-core spring-integration-file spring-integration-ftp "
     "spring-integration-http spring-integration-ip spring-integration-jdbc spring-integration-jms "
     "spring-integration-jpa spring-integration-kafka spring-integration-mail spring-integration-mqtt "
     "spring-integration-redis spring-integration-sftp spring-integration-stream spring-integration-ws "
     "spring-integration-xml"},
    {"org.springframework.kafka", "spring-kafka spring-kafka-test"},
    {"org.springframework.ldap", "spring-ldap-core"},
    {"org.springframework.security",
     "spring-security-acl spring-security-aspects spring-security-cas spring-security-config spring-security-core "
     "spring-security-crypto spring-security-data spring-security-ldap spring-security-messaging "
     "spring-security-oauth2-authorization-server spring-security-oauth2-client spring-security-oauth2-core "
     "spring-security-oauth2-jose spring-security-oauth2-resource-server spring-security-rsocket "
     "spring-security-saml2-service-provider spring-security-taglibs spring-security-test spring-security-web"},
    {"org.springframework.session", "spring-session-core spring-session-data-redis spring-session-jdbc"},
    {"xalan", "xalan"},
    {"xerces", "xercesImpl"},
    {"xml-apis", "xml-apis"},
};

} // namespace strata
