# 1. Create customer (Person, active immediately)
CID=$(curl -sf -X POST "$BASE/v1/customers" \
-H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
-d '{
"officeId": 1, "legalFormId": 1,
"firstname": "Ada", "lastname": "Lovelace",
"mobileNo": "255700000000", "externalId": "ext-001",
"active": true, "activationDate": "2026-05-23"
}' | jq -r .id)
# 2. Submit loan
LID=$(curl -sf -X POST "$BASE/v1/loans" \
-H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
-d "{
\"customerId\": $CID, \"productId\": 1, \"principal\": 10000,
\"loanTermFrequency\": 7, \"loanTermFrequencyType\": 0,
\"numberOfRepayments\": 1, \"repaymentEvery\": 7, \"repaymentFrequencyType\": 0,
\"interestRatePerPeriod\": 11, \"amortizationType\": 1,
\"interestType\": 1, \"interestCalculationPeriodType\": 1,
\"transactionProcessingStrategyCode\": \"mifos-standard-strategy\",
\"expectedDisbursementDate\": \"2026-05-23\",
\"submittedOnDate\": \"2026-05-23\",
\"loanType\": \"individual\"
}" | jq -r .id)
# 3. Approve
curl -sf -X POST "$BASE/v1/loans/$LID/approve" \
-H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
-d '{"approvedOnDate":"2026-05-23","approvedLoanAmount":10000}'
# 4. Disburse
curl -sf -X POST "$BASE/v1/loans/$LID/disburse" \
-H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
-d '{"actualDisbursementDate":"2026-05-23","transactionAmount":10000}'
# 5. Repay in full (10,000 principal + 1,100 interest = 11,100)
curl -sf -X POST "$BASE/v1/loans/$LID/repayments" \
-H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
-d '{
"transactionDate": "2026-05-23",
"transactionAmount": 11100,
"paymentTypeId": 1,
"receiptNumber": "RCP-001"
}'
