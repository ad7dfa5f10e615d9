# syntax=docker/dockerfile:1
# One container: the program, the article, and its index. See «Operating it» in the README.
#
#   docker build -t voetnoot .

FROM rust:1.95-slim-bookworm AS build
WORKDIR /build

# The dependencies, in a layer of their own: it stays while Cargo.toml and Cargo.lock do.
COPY Cargo.toml Cargo.lock ./
# hadolint ignore=DL4006,SC2046
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    mkdir src benches tests \
    && echo '#![allow(missing_docs)]' > src/lib.rs \
    && echo '#![allow(missing_docs)] fn main() {}' \
        | tee build.rs $(sed -n '/^\[\[bench\]\]/{n;s/^name = "\(.*\)"/benches\/\1.rs/p}; /^\[\[test\]\]/{n;s/^name = "\(.*\)"/tests\/\1.rs/p}' Cargo.toml) \
        > src/main.rs \
    && cargo build --release --locked

COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    touch build.rs src/lib.rs src/main.rs \
    && cargo build --release --locked \
    && mkdir -p /image/app /image/data \
    && cp target/release/voetnoot /image/app/ \
    && cp -r content LICENSE /image/app/ \
    && /image/app/voetnoot --content /image/app/content --store /image/app/index/store index

FROM debian:bookworm-slim AS certificates
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/*

FROM debian:bookworm-slim
# Matrix's client trusts what the system trusts.
COPY --from=certificates /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build --chown=root:root /image/app /app
COPY --from=build --chown=10001:10001 /image/data /data

LABEL org.opencontainers.image.title="Voetnoot" \
      org.opencontainers.image.description="Answers questions about a published article in the article's own words, with a footnote at every quotation" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0" \
      org.opencontainers.image.version="0.1.0"

# Content and index are found beside the program, unless there is content in /data.
# Freed memory returns to the system at once (MIMALLOC_PURGE_DELAY).
ENV PATH=/app:$PATH \
    MIMALLOC_PURGE_DELAY=0 \
    VOETNOOT_STATE=/data/state \
    VOETNOOT_HTTP=0.0.0.0:8090
WORKDIR /data
USER 10001:10001
VOLUME /data
EXPOSE 8090
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["/app/voetnoot", "health"]
ENTRYPOINT ["/app/voetnoot"]
CMD ["serve"]
