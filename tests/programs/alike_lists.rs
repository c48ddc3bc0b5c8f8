//! Gives one list of values to two calls whose parameters list the same, and a list of its own to a third.

use generated_client::{
    ChangeReportFieldsItem, Client, DeleteReportOrder, ListReportsFieldsItem,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("the address of the server")?;
    let client = Client::builder(address.as_str(), "token").build()?;
    let api = client.default_api();
    let fields = [ListReportsFieldsItem::Name, ChangeReportFieldsItem::from("new")];
    api.change_report("1").fields(fields.clone()).await?;
    // It is answered by what the document does not say, and arrives all the same.
    let _ = api.list_reports().fields(fields).await;
    api.delete_report("1").order(DeleteReportOrder::Down).await?;
    Ok(())
}
