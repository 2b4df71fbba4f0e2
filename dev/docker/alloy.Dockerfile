# The shipped configuration whole would ask a Kubernetes API, which docker compose has not: its loki.process is taken out
# of it as it stands, and what feeds it and takes from it is put beside it.
FROM node:20.19.5-bookworm-slim AS configuration
COPY deploy/events/alloy/events.alloy /
RUN sed -n '/^loki\.process "refused_creations" {$/,/^}$/p' /events.alloy >/refused_creations.alloy

FROM grafana/alloy:v1.19.2
# Alloy reads the *.alloy files of a folder as one.
COPY dev/docker/alloy /etc/alloy/demo
COPY --from=configuration /refused_creations.alloy /etc/alloy/demo/
CMD ["run", "--server.http.listen-addr=0.0.0.0:12345", "--storage.path=/var/lib/alloy/data", "--disable-reporting", "/etc/alloy/demo"]
