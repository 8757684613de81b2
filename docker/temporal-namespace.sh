#!/bin/sh
# Makes the namespace and what operators filter loans by; running it again does nothing.
set -eu

attempts=0
until temporal operator cluster health; do
  attempts=$((attempts + 1))
  [ "$attempts" -lt 30 ] || exit 1
  sleep 2
done

namespace=$TEMPORAL_NAMESPACE
temporal operator namespace describe --namespace "$namespace" > /dev/null 2>&1 ||
  temporal operator namespace create --namespace "$namespace" --retention 720h

temporal operator search-attribute create --namespace "$namespace" \
  --name LoanStatus --type Keyword \
  --name LoanHealth --type Keyword \
  --name LoanBusiness --type Keyword \
  --name LoanProduct --type Keyword
